/** Tasks that a supervisor has to see: overdue, nobody's, their own, or opened by the server for a reason. */
import type { Id, Summary } from '../../api/core';
import { dateOf } from '../../lib/moments';
import { standing, textOf, titleOn, type Desk } from './desk';
import { days, daysBetween } from './elapsed';
import type { Item, Kind } from './item';
import { t } from './texts';

/** Where a task stands when its reason is one of the queue's own kinds. */
const KIND_OF_REASON: Readonly<Record<string, Kind>> = {
  child: 'child',
  given_in_error: 'given_in_error',
  giving_lost: 'agreement_withdrawn',
  incomplete: 'incomplete',
  late: 'late',
  overdue: 'referral_overdue',
  review: 'review',
};

/**
 * Rows for open tasks. A task whose record already waits for the same reason is not said twice.
 *
 * others: the rows found from the records themselves. me: the supervisor at this desk.
 */
export function taskItems(desk: Desk, me: Id, others: readonly Item[]): Item[] {
  return standing(desk, 'task')
    .filter((row) => row.fields['done_at'] === undefined && concerns(row, me, desk))
    .map((row) => taskItem(desk, row))
    .filter((item) => !others.some((other) => other.record === item.record && other.kind === item.kind));
}

function concerns(row: Summary, me: Id, desk: Desk): boolean {
  const owner = textOf(row.fields, 'owner');
  return owner === '' || owner === me || isOverdue(row, desk);
}

function isOverdue(row: Summary, desk: Desk): boolean {
  const due = textOf(row.fields, 'due');
  return due !== '' && due < dateOf(desk.now);
}

function taskItem(desk: Desk, row: Summary): Item {
  const kind = KIND_OF_REASON[textOf(row.fields, 'why')] ?? 'task';
  const due = textOf(row.fields, 'due');
  const about = desk.rows.find((each) => each.record === row.fields['about']);
  return {
    key: `task/${row.record}`,
    kind,
    // The card opens the thing that the task is about; the task itself is listed on it.
    record: about?.record ?? row.record,
    change: (about ?? row).last_change,
    type: about?.type ?? row.type,
    stream: row.stream,
    title: about === undefined ? t.task : titleOn(desk, about),
    why: `${standingOf(row, desk)}: ${textOf(row.fields, 'what')}`,
    since: row.created_at,
    due: due === '' ? null : `${due}T23:59:59${desk.now.slice(19)}`,
    author: row.author,
    tone: kind === 'given_in_error' || kind === 'child' ? 'danger' : 'attention',
    harmless: false,
  };
}

/** Why the task is in this queue, in two or three words. */
function standingOf(row: Summary, desk: Desk): string {
  const due = textOf(row.fields, 'due');
  const today = dateOf(desk.now);
  if (due !== '' && due < today) {
    return t.overdue(days(daysBetween(due, today)));
  }
  if (textOf(row.fields, 'owner') === '') {
    return t.nobodysYet;
  }
  return due === '' ? t.yours : t.yoursBy(due);
}
