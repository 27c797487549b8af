/** The recipient's age today and what follows from it, with its basis; a guess is no basis (DOMAIN 4b). */
import type { Fields } from '../../api/core';
import { ageOn } from './dates';
import { t } from './texts';

export type SixteenOrOver = 'yes' | 'sixteen_or_seventeen' | 'no';

export interface AgeToday {
  readonly years: number | null;
  readonly sixteen_or_over: SixteenOrOver | null;
  /** "Age today: 43, from a document." */
  readonly words: string;
}

/** From this age on nobody needs to be asked about being a child. */
const ADULT_YEARS = 18;

/**
 * birth: the warning's group `birth`. minimum: youngest age for a warning, from the legal setting in force;
 * null when this phone has none, and then nothing is worked out.
 */
export function ageToday(birth: Fields, today: string, minimum: number | null): AgeToday {
  const years = ageOn(birth['date'], today);
  if (years === null) return { years: null, sixteen_or_over: null, words: t.ageTodayNotKnownYet };
  const basis = BASIS_WORDS[String(birth['how_known'])];
  if (basis === undefined) {
    return { years, sixteen_or_over: null, words: t.ageTodaySayHowIt(years) };
  }
  return { years, sixteen_or_over: minimum === null ? null : bandOf(years, minimum), words: t.ageToday(years, basis) };
}

function bandOf(years: number, minimum: number): SixteenOrOver {
  if (years < minimum) return 'no';
  return years < ADULT_YEARS ? 'sixteen_or_seventeen' : 'yes';
}

const BASIS_WORDS: Readonly<Record<string, string>> = {
  get document() { return t.fromADocument; },
  checked: 'checked',
  get self_stated() { return t.asTheyToldMe; },
  get officer_knows() { return t.asIKnowThem; },
};
