/** Ground on a flat sheet for the plain map: metres from the north-west corner, good for a town. Pure. */
import type { Bounds } from './ground';

const METRES_IN_DEGREE = 111_195;

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** Metres to the right and down. */
  readonly place: (point: readonly number[]) => readonly [number, number];
  /** Degrees of a place on the sheet. */
  readonly point: (x: number, y: number) => readonly [number, number];
}

export function sheetOf([west, south, east, north]: Bounds): Sheet {
  const across = METRES_IN_DEGREE * Math.cos(((south + north) / 2) * (Math.PI / 180));
  return {
    width: (east - west) * across,
    height: (north - south) * METRES_IN_DEGREE,
    place: ([x = 0, y = 0]) => [(x - west) * across, (north - y) * METRES_IN_DEGREE],
    point: (x, y) => [west + x / across, north - y / METRES_IN_DEGREE],
  };
}

/** Rings as the path of an SVG, holes cut out by `evenodd`. */
export function pathOf(polygons: readonly (readonly (readonly (readonly number[])[])[])[], sheet: Sheet): string {
  return polygons
    .flat()
    .map((ring) => `M${ring.map((point) => sheet.place(point).map((each) => each.toFixed(1)).join(' ')).join('L')}Z`)
    .join('');
}

/** The middle of what a ring encloses, where a name stands. */
export function middleOf(ring: readonly (readonly number[])[]): readonly [number, number] {
  const [xs, ys] = [ring.map(([x = 0]) => x), ring.map(([, y = 0]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
