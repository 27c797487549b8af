/**
 * Registration plates: how they are normalised, folded and searched (DOMAIN 1g and 4b).
 * Twin: `sync/plates.py`; both answer `tests/vectors/plates.json`.
 */

/** Characters that a plate draws alike or a witness confuses, by the one that stands for them. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { O: '0', I: '1', B: '8', S: '5', Z: '2' };

/** Shortest text for which one character may be wrong: with fewer everything would be near. */
const NEAR_CHARACTERS_MIN = 4;

/** A longer text is no plate: nothing is found by it. */
const TYPED_CHARACTERS_MAX = 40;

/** Capitals and digits only: `lh43 rch` is `LH43RCH`. `?` and `*` are kept. */
export function normalisedPlate(text: string): string {
  return text.normalize('NFKD').toUpperCase().replace(/[^A-Z0-9?*]/g, '');
}

/** The normalised plate with look-alikes made one, for suggesting, never for linking. */
export function foldedPlate(text: string): string {
  return normalisedPlate(text).replace(/[OIBSZ]/g, (letter) => LOOK_ALIKE[letter] ?? letter);
}

/**
 * How a typed text finds a known plate, or null.
 *
 * `?` is exactly one character, `*` any number, none included; without signs the text is a prefix.
 * Near: the same by the folded key, or one character different, missing or extra.
 */
export function plateSearch(typed: string, known: string): 'exact' | 'near' | null {
  const wanted = normalisedPlate(typed);
  const plate = normalisedPlate(known);
  if (wanted === '' || plate === '' || wanted.length > TYPED_CHARACTERS_MAX) return null;
  const mask = /[?*]/.test(wanted) ? wanted : `${wanted}*`;
  if (maskFits(mask, plate)) return 'exact';
  if (maskFits(foldedPlate(mask), foldedPlate(plate))) return 'near';
  return mask !== wanted && wanted.length >= NEAR_CHARACTERS_MIN && oneApart(wanted, plate) ? 'near' : null;
}

/** Whether a plate fits a mask. Bounded by the product of the lengths: many `*` cannot make it run away. */
export function maskFits(mask: string, plate: string): boolean {
  let reachable = new Set([0]);
  for (const sign of mask) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (sign === '*') for (let end = at; end <= plate.length; end += 1) next.add(end);
      else if (at < plate.length && (sign === '?' || sign === plate[at])) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(plate.length);
}

/** One character different, missing or extra. */
export function oneApart(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = short.length === long.length ? short.slice(start + 1) : short.slice(start);
  return rest === long.slice(start + 1);
}
