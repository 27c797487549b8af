/** How a name sounds: `Cathryn` and `Kathrin` are one (Double Metaphone, decision record 0021). */

/** Codes shorter than this hold half of all names. */
const CODE_LETTERS_MIN = 2;

let metaphone: ((word: string) => readonly [string, string]) | null = null;

/** In a file of its own, beside what the first screen needs: awaited before a word is asked for. */
export async function loadSounds(): Promise<void> {
  metaphone ??= (await import('double-metaphone')).doubleMetaphone;
}

/** The codes of a folded word: the usual one, and another where it is said in two ways. None for what is no word. */
export function soundsOf(word: string): readonly string[] {
  if (metaphone === null) throw new Error('loadSounds comes first');
  if (/\d/.test(word)) return [];
  return [...new Set(metaphone(word))].filter((code) => code.length >= CODE_LETTERS_MIN);
}
