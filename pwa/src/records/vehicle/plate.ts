/**
 * How two registration marks compare, and how one reads.
 *
 * A match is only ever suggested; nothing here links two vehicles (DOMAIN 1g and 4b).
 * Twin: `sync/plates.py`; both answer `tests/vectors/plates.json`.
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

export type PlateStyle = 'current' | 'prefix' | 'suffix' | 'diplomatic' | 'northern_ireland' | 'dateless' | 'other';

/** Shapes of the styles, in the order in which a plate is taken for one; groups are read with a space between. */
const STYLES: readonly (readonly [PlateStyle, RegExp])[] = [
  ['current', /^([A-HJ-PR-Y]{2}(?!00|01|50)[0-9]{2})([A-HJ-PR-Z]{3})$/],
  ['prefix', /^([A-HJ-PR-Y][1-9][0-9]{0,2})([A-Z]{3})$/],
  ['suffix', /^([A-Z]{3})([1-9][0-9]{0,2}[A-Z])$/],
  ['diplomatic', /^([0-9]{3})([DX])([0-9]{3})$/],
  ['northern_ireland', /^((?=[A-Z]*[IZ])[A-Z]{1,3})([1-9][0-9]{0,3})$/],
  ['dateless', /^(?=.{2,6}$)([A-Z]{1,3})([1-9][0-9]{0,3})$/],
  ['dateless', /^(?=.{2,6}$)([1-9][0-9]{0,3})([A-Z]{1,3})$/],
];

/** `other`: trade, military, foreign, misread, or not all of it. */
export function styleOf(text: string): PlateStyle {
  const plate = normalisedPlate(text);
  return STYLES.find(([, shape]) => shape.test(plate))?.[0] ?? 'other';
}

/**
 * As people read it: with the space or spaces of its style (`LH43RCH` reads `LH43 RCH`). A mask with `?` in a plate
 * of the current style gets its space too; all else stays as it is normalised.
 */
export function readablePlate(reported: string): string {
  const plate = normalisedPlate(reported);
  if (/^[A-Z?]{2}[0-9?]{2}[A-Z?]{3}$/.test(plate)) return `${plate.slice(0, 4)} ${plate.slice(4)}`;
  for (const [, shape] of STYLES) {
    const found = shape.exec(plate);
    if (found !== null) return found.slice(1).join(' ');
  }
  return plate;
}
