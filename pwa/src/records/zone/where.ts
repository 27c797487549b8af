/** Where a position lies among the zones of an operation. Pure; the phone's own accuracy counts for it, never against. */
import { borderMetres, contains } from '../../lib/geometry';
import type { ZoneShape } from '../../map/ground';
import type { Position } from '../shared_values';

/** Nobody on foot strays so far from every zone; a position beyond it is mocked, stale, or of another night. */
export const FAR_METRES = 2_000;
/** A position that is less sure than this says nothing about a hot spot of 150 m. */
export const ACCURACY_MAX_METRES = 150;

const NARROW = ['hot_spot', 'street_block', 'operation_area', 'ward'];

export type Standing = { readonly where: 'inside' | 'near' } | { readonly where: 'away'; readonly metres: number };

function point({ longitude, latitude }: Position): readonly [number, number] {
  return [longitude, latitude];
}

/** Inside or outside for sure, or near its border as far as the phone can tell. Null for a zone without outline. */
export function standing(position: Position, zone: ZoneShape): Standing | null {
  const border = borderMetres(zone.polygons, point(position));
  if (border === null) return null;
  if (border <= position.accuracy_metres) return { where: 'near' };
  return contains(zone.polygons, point(position)) ? { where: 'inside' } : { where: 'away', metres: Math.round(border) };
}

/** The narrowest zone in which a position lies: minutes on a hot spot are not minutes in its ward. */
export function zoneAt(position: Position, zones: readonly ZoneShape[]): ZoneShape | null {
  if (position.accuracy_metres > ACCURACY_MAX_METRES) return null;
  const holding = zones.filter((zone) => contains(zone.polygons, point(position)));
  return [...holding].sort((one, other) => rank(one) - rank(other))[0] ?? null;
}

/** Farther from every zone than an officer at work can be, the phone's error allowed for. Without outlines nobody can say. */
export function isFar(position: Position, zones: readonly ZoneShape[]): boolean {
  const outlined = zones.filter((zone) => zone.polygons.length > 0);
  if (outlined.length === 0) return false;
  return outlined.every(({ polygons }) => {
    const border = borderMetres(polygons, point(position)) ?? Infinity;
    return !contains(polygons, point(position)) && border > FAR_METRES + position.accuracy_metres;
  });
}

/** Zones by how near they are, those that hold the position first; without outline last. */
export function byDistance(position: Position, zones: readonly ZoneShape[]): readonly ZoneShape[] {
  const far = (zone: ZoneShape): number => {
    if (contains(zone.polygons, point(position))) return rank(zone) - NARROW.length - 1;
    return borderMetres(zone.polygons, point(position)) ?? Infinity;
  };
  return [...zones].map((zone) => ({ zone, metres: far(zone) })).sort((one, other) => one.metres - other.metres).map(({ zone }) => zone);
}

function rank({ kind }: ZoneShape): number {
  const at = NARROW.indexOf(kind);
  return at < 0 ? NARROW.length : at;
}
