/**
 * Which of two clashing values protects more (DESIGN section 5, Merge).
 *
 * The order is the definition's; a value that the order does not know is the most protective, as the
 * server reads it too.
 */
import type { FieldValue } from '../../api/core';

/** The parts of a field's definition that decide a clash. */
export interface ClashRule {
  readonly policy: string;
  /** Values from most to least protective; empty: nothing is in force while values clash. */
  readonly protective?: readonly string[];
  /** For a group, the part whose value decides. */
  readonly protective_part?: string | null;
}

/** Whether a person must show proof before a value of this field may win. */
export function isProtective(rule: ClashRule): boolean {
  return rule.policy === 'protective' || rule.policy === 'withdrawn';
}

/** Place in the order, 0 the most protective. */
export function protectionRank(rule: ClashRule, value: FieldValue): number {
  const place = (rule.protective ?? []).indexOf(String(decidingPart(rule, value)));
  return Math.max(place, 0);
}

/**
 * Whether choosing `value` gives less protection than something else that was said.
 *
 * others: every value of the clash. With an empty order (a confirmed plate) the protective state is
 * "none confirmed", so every value is less protective than leaving it open.
 */
export function needsProof(rule: ClashRule, value: FieldValue, others: readonly FieldValue[]): boolean {
  if (!isProtective(rule)) {
    return false;
  }
  if ((rule.protective ?? []).length === 0) {
    return true;
  }
  return others.some((other) => protectionRank(rule, other) < protectionRank(rule, value));
}

function decidingPart(rule: ClashRule, value: FieldValue): unknown {
  const part = rule.protective_part;
  if (part === undefined || part === null || typeof value !== 'object' || value === null) {
    return value;
  }
  return (value as Readonly<Record<string, unknown>>)[part];
}
