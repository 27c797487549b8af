/** What the queue is computed from: the summaries on this device, read once, with the time given. */
import type { Fields, Id, Moment, Summary } from '../../api/core';
import type { ClashRule } from '../clash/protection';
import { readablePlate } from '../vehicle/plate';
import { titleOf } from './item';
import { t } from './texts';

/** A warning's computed state and the rules that it breaks, by strength. */
export interface WarningFacts {
  /** Name of the state (`with_supervisor`); null when none holds. */
  readonly state: string | null;
  /** Words of what is not met: `hard` stops it, `sergeant` makes it wait. */
  readonly hard: readonly string[];
  readonly sergeant: readonly string[];
}

export interface Desk {
  readonly now: Moment;
  /** Everything of `QUEUE_TYPES` that this device may read, in no order. */
  readonly rows: readonly Summary[];
  readonly labelOf: (type: string) => string;
  readonly fieldLabelOf: (type: string, field: string) => string;
  readonly nameOf: (author: Id | null) => string;
  readonly clashRuleOf: (type: string, field: string) => ClashRule;
  readonly warningFacts: (row: Summary) => WarningFacts;
  readonly referralState: (row: Summary) => string | null;
}

/** Record types that can wait for a supervisor, or say whether something does. */
export const QUEUE_TYPES = [
  'engagement',
  'person_supported',
  'occupier_visit',
  'agreement',
  'referral',
  'referral_basis',
  'warning',
  'breach_check',
  'community_report',
  'person',
  'vehicle',
  'premises',
  'premises_visit',
  'sighting',
  'patrol',
  'decision',
  'task',
] as const;

/** Rows of one type that are not voided. */
export function standing(desk: Desk, type: string): readonly Summary[] {
  return desk.rows.filter((row) => row.type === type && row.fields['voided'] === undefined);
}

/** Whether a decision names the change on top of `row`: somebody in charge has seen it as it stands. */
export function isDecided(desk: Desk, row: Summary, kinds?: readonly string[]): boolean {
  return standing(desk, 'decision').some(
    ({ fields }) =>
      fields['about'] === row.record &&
      fields['about_change'] === row.last_change &&
      (kinds === undefined || kinds.includes(textOf(fields, 'kind'))),
  );
}

/**
 * Which one waits, where a type has no reference of its own: a vehicle its plate, premises their address, and somebody supported the
 * conversation in which they were met last. Never a name: that comes after a tap.
 */
export function titleOn(desk: Desk, row: Pick<Summary, 'type' | 'record' | 'fields'>): string {
  const { fields } = row;
  const label = desk.labelOf(row.type);
  if (row.type === 'vehicle') return readablePlate(textOf(fields, 'normalised') || textOf(fields, 'reported')) || label;
  if (row.type === 'premises') return textOf(fields, 'address') || label;
  if (row.type !== 'person_supported') return titleOf(row, label);
  const [met] = standing(desk, 'engagement')
    .filter((each) => each.fields['person'] === row.record)
    .sort((one, other) => other.created_at.localeCompare(one.created_at));
  return met === undefined ? label : t.metIn(label, titleOf(met, t.aConversation));
}

/** A field's text, empty when it holds none. */
export function textOf(fields: Fields, field: string): string {
  const value = fields[field];
  return typeof value === 'string' ? value : '';
}
