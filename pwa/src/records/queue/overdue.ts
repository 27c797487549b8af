/** Promises to people outside the team that have run out: agencies' answers and residents' answers. */
import type { Summary } from '../../api/core';
import { dateOf } from '../../lib/moments';
import { standing, textOf, type Desk } from './desk';
import { days, daysBetween, elapsed } from './elapsed';
import { titleOf, type Item } from './item';
import { t } from './texts';

/** A resident who gave a report hears something within this many days. */
export const REPORT_ANSWER_DAYS = 7;

/** Referrals that the agency has not answered by the day that was asked for. */
export function overdueReferralItems(desk: Desk): Item[] {
  return standing(desk, 'referral')
    .filter((row) => desk.referralState(row) === 'overdue')
    .map((row) => {
      const due = textOf(row.fields, 'answer_by');
      return {
        ...base(row, t.referral),
        key: `overdue/${row.record}`,
        kind: 'referral_overdue' as const,
        why: t.referralTheAgencysAnswerIs(elapsed(due, desk.now)),
        since: due,
        due,
      };
    });
}

/** Residents' reports that are finished, not told of, and older than `REPORT_ANSWER_DAYS`. */
export function unansweredReportItems(desk: Desk): Item[] {
  const today = dateOf(desk.now);
  return standing(desk, 'community_report')
    .filter((row) => isWaiting(row) && daysBetween(row.created_at, today) > REPORT_ANSWER_DAYS)
    .map((row) => ({
      ...base(row, t.residentsReport),
      key: `unanswered/${row.record}`,
      kind: 'report_unanswered' as const,
      why: t.residentsReportUnanswered(days(daysBetween(row.created_at, today))),
      since: row.created_at,
      due: null,
    }));
}

/** An anonymous reporter cannot be told; everybody else can. */
function isWaiting({ fields }: Summary): boolean {
  return (
    fields['submitted'] !== undefined &&
    fields['told_reporter'] === undefined &&
    fields['reporter_kind'] !== 'anonymous' &&
    fields['outcome'] !== 'duplicate'
  );
}

function base(row: Summary, label: string): Omit<Item, 'key' | 'kind' | 'why' | 'since' | 'due'> {
  return {
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title: titleOf(row, label),
    author: row.author,
    tone: 'attention',
    harmless: false,
  };
}
