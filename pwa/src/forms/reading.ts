/** Values as inputs hold them; anything of another form reads as nothing. */

export type Group = Readonly<Record<string, unknown>>;
export type Element = Group & { readonly element: string };

/** Text of a text or number. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function wordsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === 'string');
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function groupOf(value: unknown): Group {
  return isGroup(value) ? value : {};
}

export function elementsOf(value: unknown): readonly Element[] {
  return listOf(value).filter((each): each is Element => isGroup(each) && typeof each['element'] === 'string');
}

/** A whole number, null for none; words that are no number stay as they are, so that the check can say so. */
export function numberOf(words: string): number | string | null {
  const text = words.trim();
  if (text === '') return null;
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text;
}

function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
