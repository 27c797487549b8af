/** Warnings that wait for a supervisor, and those given in error. */
import type { Fields, Summary } from '../../api/core';
import { standing, textOf, type Desk, type WarningFacts } from './desk';
import { elapsed, remaining } from './elapsed';
import { titleOf, type Item } from './item';
import { t } from './texts';

/** Finished, not given, and either asked about or held by a rule that only a supervisor lifts. */
export function waitingWarningItems(desk: Desk): Item[] {
  return standing(desk, 'warning').flatMap((row) => {
    const facts = desk.warningFacts(row);
    return waits(row, facts) ? [waitingItem(desk, row, facts)] : [];
  });
}

/** Given in error stays until it is withdrawn and the person has been told. */
export function givenInErrorItems(desk: Desk): Item[] {
  return standing(desk, 'warning')
    .filter(({ fields }) => fields['given_in_error'] !== undefined && !isTold(fields))
    .map((row) => errorItem(desk, row));
}

/** May be approved together with others: nothing broken, nothing in dispute, an adult or a body. */
export function isHarmless(row: Summary, facts: WarningFacts): boolean {
  const checked = facts.hard.length + facts.sergeant.length === 0;
  const undisputed = row.clashing.length + row.flags.length + row.late === 0;
  return checked && undisputed && row.mark.word === 'sent';
}

function waits(row: Summary, facts: WarningFacts): boolean {
  const asked = row.fields['asked_at'] !== undefined;
  return facts.state === 'with_supervisor' && (asked || facts.sergeant.length > 0);
}

function waitingItem(desk: Desk, row: Summary, facts: WarningFacts): Item {
  const asked = textOf(row.fields, 'asked_at');
  const promised = textOf(row.fields, 'reply_promised_by');
  const why = reasonFor(facts);
  return {
    ...base(desk, row),
    key: `warning/${row.record}`,
    kind: promised === '' ? 'warning' : 'promise',
    why: promised === '' ? t.warningWaitsOf(why) : t.replyPromisedBy(promised.slice(11, 16), remaining(promised, desk.now), why),
    since: asked === '' ? row.changed_at : asked,
    due: promised === '' ? null : promised,
    tone: 'attention',
    harmless: isHarmless(row, facts),
  };
}

/** The rule's own words as far as its first stop: "Could be a victim". */
function reasonFor(facts: WarningFacts): string {
  const [first = t.allChecksMet] = [...facts.sergeant, ...facts.hard];
  return first.split(/[:.]/, 1)[0] ?? first;
}

function errorItem(desk: Desk, row: Summary): Item {
  const error = row.fields['given_in_error'] as Fields;
  const by = textOf(error, 'tell_by');
  const withdrawn = row.fields['withdrawn'] !== undefined;
  const left = by === '' ? '' : ` · ${remaining(by, desk.now)}`;
  return {
    ...base(desk, row),
    key: `given_in_error/${row.record}`,
    kind: 'given_in_error',
    why: withdrawn
      ? t.givenInErrorWithdrawnThey(left)
      : t.givenInErrorWithdrawAnd(left || ` · ${elapsed(row.changed_at, desk.now)}`),
    since: textOf(error, 'at') || row.changed_at,
    due: by === '' ? null : by,
    tone: 'danger',
    harmless: false,
  };
}

function isTold(fields: Fields): boolean {
  const withdrawn = fields['withdrawn'];
  return typeof withdrawn === 'object' && withdrawn !== null && textOf(withdrawn as Fields, 'told_at') !== '';
}

function base(desk: Desk, row: Summary): Pick<Item, 'record' | 'change' | 'type' | 'stream' | 'title' | 'author'> {
  return {
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title: titleOf(row, desk.labelOf(row.type)),
    author: row.author,
  };
}
