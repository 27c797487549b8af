import { describe, expect, it } from 'vitest';
import type { Summary } from '../api/core';
import { BRIEFS, type TypeName } from './index.gen';
import { mappedOf, MAPPED_TYPES } from './mapped';
import { SHAPES } from './shapes.gen';

const POINT = { latitude: 51_900_500, longitude: 1_903_000, accuracy_metres: 8 };

/** A record of a type in its home, with a point planted wherever one could stand. */
function planted(type: string, home: string): Summary {
  const place = { street: 'Ropewalk Street', position: POINT };
  return {
    record: `record of ${type}`,
    type,
    stream: `${home}/harbour`,
    created_at: '2026-11-22T23:00:00+00:00',
    changed_at: '2026-11-22T23:00:00+00:00',
    author: 'p',
    fields: { place, position: POINT, street: 'Ropewalk Street', kind: 'note' },
    clashing: [],
    flags: [],
    late: 0,
    last_change: null,
    mark: { word: 'on_this_phone', since: '2026-11-22T23:00:00+00:00' },
    own: true,
  };
}

describe('what a map shows', () => {
  it('is of three types out of all, whatever point the others hold', () => {
    const rows = Object.values(BRIEFS).flatMap(({ name }) => ['op', 'care', 'sup', 'agency', 'ref', 'staff'].map((home) => planted(name, home)));

    const shown = mappedOf(rows).map(({ type, stream }) => `${type} ${stream}`);

    expect(shown.sort()).toEqual(['breach_check op/harbour', 'community_report op/harbour', 'sighting op/harbour']);
    expect(rows.length).toBeGreaterThan(140);
  });

  it('leaves out everything of those who are met, supported or live somewhere', () => {
    for (const type of ['engagement', 'person', 'person_supported', 'agreement', 'referral', 'occupier_visit', 'reporter', 'premises', 'premises_visit']) {
      expect(Object.keys(BRIEFS)).toContain(type);
      expect(MAPPED_TYPES as readonly string[]).not.toContain(type);
    }
  });

  it('has no field for a point in any type of care and of residents', () => {
    const hasPoint = (name: TypeName): boolean => SHAPES[name].some(({ kind }) => kind === 'place' || kind === 'position');
    const withPoint = Object.values(BRIEFS).filter(({ name }) => hasPoint(name as TypeName));

    expect(withPoint.filter(({ home }) => home !== 'op')).toEqual([]);
    expect(withPoint.length).toBeGreaterThan(3);
  });

  it("leaves out others' entries, voided ones, and a point that is damaged", () => {
    const entry = planted('sighting', 'op');

    expect(mappedOf([{ ...entry, own: false }])).toEqual([]);
    expect(mappedOf([{ ...entry, fields: { ...entry.fields, voided: { reason: 'undone' } } }])).toEqual([]);
    expect(mappedOf([{ ...entry, fields: { place: { position: { latitude: 'x' } } } }])).toEqual([]);
    expect(mappedOf([{ ...entry, fields: { place: { street: 'Ropewalk Street' } } }])).toEqual([]);
  });
});
