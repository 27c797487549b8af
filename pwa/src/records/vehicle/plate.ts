/**
 * How two registration marks compare, and how one reads.
 *
 * A match is only ever suggested; nothing here links two vehicles (DOMAIN 1g and 4b).
 */
import { foldedPlate, maskFits, normalisedPlate, oneApart } from '../../lib/plates';

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

/** As people read it: a current mark gets its space (`LH43RCH` reads `LH43 RCH`), all else stays. */
export function readablePlate(reported: string): string {
  const plate = normalisedPlate(reported);
  return /^[A-Z?]{2}[0-9?]{2}[A-Z?]{3}$/.test(plate) ? `${plate.slice(0, 4)} ${plate.slice(4)}` : plate;
}
