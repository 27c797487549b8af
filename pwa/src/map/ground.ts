/** What a map shows, in degrees as drawing programs want them. Pure. */
import type { Id } from '../api/core';
import type { Polygon } from '../lib/geometry';
import type { Position } from '../records/shared_values';

export interface ZoneShape {
  readonly id: Id;
  readonly name: string;
  readonly kind: string;
  /** Rings of [longitude, latitude] in micro-degrees. */
  readonly polygons: readonly Polygon[];
}

export interface Dot {
  readonly id: Id;
  readonly name: string;
  readonly at: Position;
}

export interface Ground {
  readonly zones: readonly ZoneShape[];
  readonly entries: readonly Dot[];
  /** This phone, where it is known. */
  readonly here: Position | null;
  /** A point that is being put on the map by hand. */
  readonly chosen: Position | null;
}

/** west, south, east, north in degrees. */
export type Bounds = readonly [number, number, number, number];

const MICRO = 1_000_000;
const METRES_IN_DEGREE = 111_195;
/** Room round what is shown, as a part of its size; and the least width of ground, in metres. */
const MARGIN = 0.08;
const LEAST_METRES = 250;
/** Corners of the circle that stands for an accuracy. */
const CORNERS = 48;

export function lngLat({ longitude, latitude }: Position): readonly [number, number] {
  return [longitude / MICRO, latitude / MICRO];
}

export function degrees(polygons: readonly Polygon[]): number[][][][] {
  return polygons.map((polygon) => polygon.map((ring) => ring.map(([x = 0, y = 0]) => [x / MICRO, y / MICRO])));
}

/** Zones and entries with room round them; the phone too where it is near. Null when there is nothing to show. */
export function boundsOf({ zones, entries, chosen }: Pick<Ground, 'zones' | 'entries' | 'chosen'>): Bounds | null {
  const corners = zones.flatMap((zone) => degrees(zone.polygons).flat(2));
  const points = [...corners, ...entries.map((each) => lngLat(each.at)), ...(chosen === null ? [] : [lngLat(chosen)])];
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  return widened([least(xs), least(ys), most(xs), most(ys)]);
}

function widened([west, south, east, north]: Bounds): Bounds {
  const upright = LEAST_METRES / METRES_IN_DEGREE;
  const across = upright / Math.cos((south * Math.PI) / 180);
  const wide = Math.max((east - west) * MARGIN, (across - (east - west)) / 2);
  const high = Math.max((north - south) * MARGIN, (upright - (north - south)) / 2);
  return [west - wide, south - high, east + wide, north + high];
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.min(one, other));
}

function most(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => Math.max(one, other));
}

/** The ring round a position within which the phone says it is. */
export function accuracyRing(position: Position): number[][] {
  const [x, y] = lngLat(position);
  const high = position.accuracy_metres / METRES_IN_DEGREE;
  const wide = high / Math.cos((y * Math.PI) / 180);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (corner / CORNERS) * 2 * Math.PI;
    return [x + wide * Math.cos(angle), y + high * Math.sin(angle)];
  });
}

/** A position moved by metres to the east and north. */
export function moved(position: Position, east: number, north: number): Position {
  const high = (north / METRES_IN_DEGREE) * MICRO;
  const wide = ((east / METRES_IN_DEGREE) * MICRO) / Math.cos((position.latitude / MICRO) * (Math.PI / 180));
  return { ...position, latitude: Math.round(position.latitude + high), longitude: Math.round(position.longitude + wide) };
}
