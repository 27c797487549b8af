/** Whose work a map file is, as plain words: makers write it as HTML, with links and named signs. */

const SIGNS: Readonly<Record<string, string>> = { '&copy;': '©', '&amp;': '&', '&nbsp;': ' ', '&quot;': '"', '&#39;': '’', '&lt;': '<', '&gt;': '>' };

/** Null when the file names nobody. Never made into markup: the page's policy allows none, and none is needed. */
export function creditOf(attribution: unknown): string | null {
  if (typeof attribution !== 'string') return null;
  const words = attribution.replace(/<[^>]*>/g, '').replace(/&#?\w+;/g, (sign) => SIGNS[sign] ?? sign);
  return words.trim() === '' ? null : words.replace(/\s+/g, ' ').trim();
}
