/** Values without what a screen wraps round them: a worker takes no proxies. */

/** A copy made of plain arrays and objects; what is neither (numbers, words, bytes) is the same. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}
