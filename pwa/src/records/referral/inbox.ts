/** The support worker's three lists: what waits for an answer, what is mine, what is done. */
import type { Departed, Id, Moment, Summary } from '../../api/core';
import { t } from './texts';

export const VIEWS = ['inbox', 'mine', 'done'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_LABELS: Readonly<Record<View, string>> = { get inbox() { return t.inbox; }, get mine() { return t.mine; }, get done() { return t.done; } };

const DONE = ['closed', 'declined', 'passed_on', 'withdrawn', 'voided'];

/** A referral with its computed state and who of the agency works on it. */
export interface Known {
  readonly row: Summary;
  readonly state: string | null;
  readonly worker: Id | null;
}

export type Line =
  | { readonly kind: 'referral'; readonly known: Known }
  | { readonly kind: 'departed'; readonly departed: Departed };

/**
 * Rows of one list. Inbox and mine: the answer that is due soonest first. Done: newest first, and the
 * referrals that left this agency among them, with a date and nothing else.
 */
export function linesOf(view: View, known: readonly Known[], departed: readonly Departed[], me: Id): readonly Line[] {
  const referrals = known.filter((each) => belongs(view, each, me)).map((each) => ({ kind: 'referral', known: each }) as const);
  if (view !== 'done') {
    return referrals.sort((one, other) => due(one.known).localeCompare(due(other.known)));
  }
  const gone = departed.map((each) => ({ kind: 'departed', departed: each }) as const);
  return [...referrals, ...gone].sort((one, other) => Date.parse(dateOf(other)) - Date.parse(dateOf(one)));
}

/** Done is over; mine is what I work on; everything else that is open is the agency's inbox. */
function belongs(view: View, { state, worker }: Known, me: Id): boolean {
  if (DONE.includes(state ?? '')) {
    return view === 'done';
  }
  return worker === me ? view === 'mine' : view === 'inbox';
}

function due({ row }: Known): string {
  const by = row.fields['answer_by'];
  return typeof by === 'string' ? by : '9999';
}

function dateOf(line: Line): Moment {
  return line.kind === 'departed' ? line.departed.at : line.known.row.changed_at;
}
