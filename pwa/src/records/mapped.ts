/**
 * What may be drawn on a map: this officer's own entries about vehicles, streets and checks, where they have a point.
 *
 * Never where somebody is met, supported or lives: no type of `care/`, `sup/` or an agency, and no premises, whose
 * occupier may be the one who is helped. The list is closed: a type that is not named is on no map.
 */
import type { Id, Summary } from '../api/core';
import type { Position } from './shared_values';

export const MAPPED_TYPES = ['sighting', 'breach_check', 'community_report'] as const;

export interface MappedEntry {
  readonly record: Id;
  readonly type: string;
  readonly stream: string;
  readonly position: Position;
  readonly summary: Summary;
}

/** Entries with a point, of the types that a map may show. */
export function mappedOf(rows: readonly Summary[]): readonly MappedEntry[] {
  return rows.flatMap((summary) => {
    const { record, type, stream, own } = summary;
    const position = positionOf(summary.fields['place']);
    const shown = (MAPPED_TYPES as readonly string[]).includes(type) && stream.startsWith('op/') && own && summary.fields['voided'] == null;
    return shown && position !== null ? [{ record, type, stream, position, summary }] : [];
  });
}

/** The position within a place, where it has a whole one. */
export function positionOf(place: unknown): Position | null {
  const position = (place ?? {}) as { readonly position?: Partial<Position> | null };
  const { latitude, longitude, accuracy_metres } = position.position ?? {};
  const whole = [latitude, longitude, accuracy_metres].every((each) => Number.isSafeInteger(each));
  return whole ? (position.position as Position) : null;
}
