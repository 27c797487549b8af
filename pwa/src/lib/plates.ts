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
  return fold(normalisedPlate(text));
}

function fold(plate: string): string {
  return plate.replace(/[OIBSZ]/g, (letter) => LOOK_ALIKE[letter] ?? letter);
}

/** Fewer letters and digits than this find no plate in a list. */
const LISTED_CHARACTERS_MIN = 2;

/** How a typed text finds a known plate, or null: see `plateQuery`. */
export function plateSearch(typed: string, known: string): PlateFound | null {
  return queryOf(typed)(normalisedPlate(known));
}

export type PlateFound = 'exact' | 'near';

/** For many plates: what finds a normalised one. Null where the text says too little for a list. */
export function plateQuery(typed: string): ((plate: string) => PlateFound | null) | null {
  const said = normalisedPlate(typed).replace(/[?*]/g, '').length;
  return said < LISTED_CHARACTERS_MIN ? null : queryOf(typed);
}

/**
 * `?` is exactly one character, `*` any number, none included; without signs the text is a prefix.
 * Near: the same by the folded key, or one character different, missing or extra.
 */
function queryOf(typed: string): (plate: string) => PlateFound | null {
  const wanted = normalisedPlate(typed);
  if (wanted === '' || wanted.length > TYPED_CHARACTERS_MAX) return () => null;
  const folded = fold(wanted);
  if (/[?*]/.test(wanted)) {
    return (plate) => (plate === '' ? null : maskFits(wanted, plate) ? 'exact' : maskFits(folded, fold(plate)) ? 'near' : null);
  }
  return (plate) => {
    if (plate === '') return null;
    if (plate.startsWith(wanted)) return 'exact';
    if (fold(plate).startsWith(folded)) return 'near';
    return wanted.length >= NEAR_CHARACTERS_MIN && oneApart(wanted, plate) ? 'near' : null;
  };
}

/** Whether a plate fits a mask: back to the last `*` where it does not, so that many of them cannot make it run away. */
export function maskFits(mask: string, plate: string): boolean {
  let [at, in_mask, star, tried] = [0, 0, -1, 0];
  while (at < plate.length) {
    const sign = mask[in_mask];
    if (sign === '*') {
      star = in_mask;
      tried = at;
      in_mask += 1;
    } else if (sign === '?' || sign === plate[at]) {
      at += 1;
      in_mask += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      in_mask = star + 1;
    } else return false;
  }
  while (mask[in_mask] === '*') in_mask += 1;
  return in_mask === mask.length;
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
