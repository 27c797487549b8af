/** What tells one person of a name from another: born when, called what else, looking how. */
import type { Fields } from '../../api/core';
import { day } from '../../ui/time';
import { t } from './texts';

/** "born 15 Aug 1981 · Ivo · Grey coat" */
export function personInWords(fields: Fields, now: Date): string {
  const birth = (fields['birth'] ?? {}) as Fields;
  const others = Array.isArray(fields['other_names']) ? (fields['other_names'] as readonly string[]) : [];
  return [bornOn(birth['date'], now), ...others, fields['description']].filter((each) => typeof each === 'string' && each !== '').join(' · ');
}

/** Empty where no date is known. */
export function bornOn(date: unknown, now: Date): string {
  return typeof date === 'string' && date !== '' ? t.born(day(date, now)) : '';
}
