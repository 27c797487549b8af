/**
 * Which entries get the phone's position by themselves: those that are written where they happen. What a resident reports
 * happened somewhere else, premises stand where they stand, and no type of `care/` has a point at all.
 */
import type { Fields } from '../api/core';

export const STAMPED_TYPES = ['sighting', 'breach_check', 'premises_visit'] as const;

/** Somebody who goes on with an entry later is somewhere else. */
const LATER_MS = 10 * 60_000;

/** now: milliseconds since 1970. */
export function isStamped(type: string, fields: Fields, now: number): boolean {
  const happened = fields['happened_at'];
  const begun = typeof happened === 'string' ? Date.parse(happened) : now;
  return (STAMPED_TYPES as readonly string[]).includes(type) && Math.abs(now - begun) < LATER_MS;
}
