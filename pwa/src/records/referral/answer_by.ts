/** When an answer is wanted, by how urgent it is; the officer may set another time. */
import { momentOf } from '../../ui/time';

const HOURS: Readonly<Record<string, number>> = { now: 2, hours_24: 24, days_3: 72, days_10: 240 };

/** Null for an urgency that this app does not know. */
export function answerBy(urgency: string, now: Date): string | null {
  const hours = HOURS[urgency];
  return hours === undefined ? null : momentOf(new Date(now.getTime() + hours * 3_600_000));
}
