/**
 * How two registration marks compare, and how one reads.
 *
 * A match is only ever suggested; nothing here links two vehicles (DOMAIN 1g and 4b).
 */
import { foldedPlate, normalisedPlate } from '../../lib/plates';

export type PlateMatch = 'exact' | 'near' | 'none';

export function hasSigns(reported: string): boolean {
  return /[?*]/.test(reported);
}

/**
 * Exact: the same normalised plate. Near: the same folded key, or one character different, missing or
 * extra. A plate with signs is a mask: it is near what it fits and never exact.
 */
export function comparePlates(one: string, other: string): PlateMatch {
  const left = normalisedPlate(one);
  const right = normalisedPlate(other);
  if (left === '' || right === '') return 'none';
  if (hasSigns(left) || hasSigns(right)) return masksMeet(left, right) ? 'near' : 'none';
  if (left === right) return 'exact';
  return foldedPlate(left) === foldedPlate(right) || oneApart(left, right) ? 'near' : 'none';
}

function masksMeet(left: string, right: string): boolean {
  if (hasSigns(left) && hasSigns(right)) return left === right;
  return hasSigns(left) ? maskFits(left, right) : maskFits(right, left);
}

/** Bounded by the product of the lengths: a plate of many `*` cannot make it run away. */
function maskFits(mask: string, plate: string): boolean {
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
function oneApart(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  const rest = short.length === long.length ? short.slice(start + 1) : short.slice(start);
  return rest === long.slice(start + 1);
}

/** As people read it: a current mark gets its space (`LH43RCH` reads `LH43 RCH`), all else stays. */
export function readablePlate(reported: string): string {
  const plate = normalisedPlate(reported);
  return /^[A-Z?]{2}[0-9?]{2}[A-Z?]{3}$/.test(plate) ? `${plate.slice(0, 4)} ${plate.slice(4)}` : plate;
}
