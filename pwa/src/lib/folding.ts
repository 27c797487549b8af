/** How texts are compared: accents, case and punctuation never keep two people apart or two words. */

/** NFKD, lower case, letters and digits only: the form under which names and aliases are hashed. */
export function folded(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** The folded words of a text, in its order, without empty ones. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[\s\-/,.;:()]+/u).map(folded).filter((word) => word !== '');
}
