/** What stands in a supervisor's queue: one row, why it is there, and how urgent its kind is. */
import type { Id, Moment, Summary } from '../../api/core';
import { millisecondsOf } from '../../lib/moments';
import { t } from './texts';

/** Kinds in the order of the queue (SCREENS section 7); those from *clash* on share one rank. */
export const KINDS = [
  'danger',
  'child',
  'given_in_error',
  'agreement_withdrawn',
  'promise',
  'protective_clash',
  'warning',
  'referral_overdue',
  'report_unanswered',
  'clash',
  'late',
  'incomplete',
  'review',
  'task',
] as const;

export type Kind = (typeof KINDS)[number];

/** Kinds from here on are ordered by age alone. */
const FIRST_OF_THE_REST: Kind = 'clash';

export const KIND_LABELS: Readonly<Record<Kind, string>> = {
  get danger() { return t.dangerToAPerson; },
  get child() { return t.child; },
  get given_in_error() { return t.givenInError; },
  get agreement_withdrawn() { return t.agreementWithdrawn; },
  get promise() { return t.replyPromised; },
  get protective_clash() { return t.clashProtective; },
  get warning() { return t.warningWaits; },
  get referral_overdue() { return t.referralOverdue; },
  get report_unanswered() { return t.reportUnanswered; },
  get clash() { return t.clash2; },
  get late() { return t.arrivedLate; },
  get incomplete() { return t.incomplete; },
  get review() { return t.lookAtAgain; },
  get task() { return t.task; },
};

/** Red is danger to a person and nothing else; amber asks for attention (SCREENS section 0). */
export type Tone = 'danger' | 'attention' | 'plain';

export interface Item {
  /** Stable while the thing waits: the row keeps its place under the keyboard. */
  readonly key: string;
  readonly kind: Kind;
  readonly record: Id;
  /** The change on top of what was judged: a decision names it. */
  readonly change: Id | null;
  readonly type: string;
  readonly stream: string;
  /** Reference or the type's label: never a name before a tap. */
  readonly title: string;
  /** One line: why it is here. */
  readonly why: string;
  /** When it began to wait. */
  readonly since: Moment;
  /** When an answer is due, for promises and deadlines. */
  readonly due: Moment | null;
  readonly author: Id | null;
  readonly tone: Tone;
  /** May be ticked for a bulk approval: every check met, nothing protective, nothing in dispute. */
  readonly harmless: boolean;
}

/** Place in the order by kind; the rest share one. */
export function rank(kind: Kind): number {
  return Math.min(KINDS.indexOf(kind), KINDS.indexOf(FIRST_OF_THE_REST));
}

/** Danger first, then by kind; inside a kind what is due soonest, then what has waited longest. */
export function compareItems(one: Item, other: Item): number {
  return (
    rank(one.kind) - rank(other.kind) ||
    millisecondsOf(one.due ?? one.since) - millisecondsOf(other.due ?? other.since) ||
    one.key.localeCompare(other.key)
  );
}

/** A row's title without a personal word: its reference, else what kind of entry it is. */
export function titleOf({ fields }: Pick<Summary, 'fields'>, label: string): string {
  const reference = fields['reference'];
  return typeof reference === 'string' && reference !== '' ? reference : label;
}
