/** How a name sounds: `Cathryn` and `Kathrin` are one (Double Metaphone, decision record 0021). */

import { doubleMetaphone } from 'double-metaphone';

/** Codes shorter than this hold half of all names. */
const CODE_LETTERS_MIN = 2;

/** The codes of a folded word: the usual one, and another where it is said in two ways. None for what is no word. */
export function soundsOf(word: string): readonly string[] {
  if (/\d/.test(word)) return [];
  return [...new Set(doubleMetaphone(word))].filter((code) => code.length >= CODE_LETTERS_MIN);
}
