import { describe, expect, it } from 'vitest';
import { recordText } from '../api/memory_seed';
import type { Fields } from '../api/core';
import { DEFINITIONS, kindsOf } from './definitions';
import { listed } from './query';
import { indexed, type Indexed } from './summary';
import { recordView } from './view';

const VIEWER = { install: 'one', install_code: '7K' };

function held(type: string, fields: Fields, at = '2026-11-22T02:00:00+00:00'): Indexed {
  const text = recordText({ type, stream: 'op/harbour', fields, created: { author: 'wren', at, received_at: null } });
  const view = recordView(text, [], kindsOf(DEFINITIONS, type), VIEWER);
  if (view === null) throw new Error('a text has a view');
  return indexed(view, DEFINITIONS);
}

function names(summaries: readonly { readonly fields: Fields }[]): unknown[] {
  return summaries.map((each) => each.fields['reference']);
}

describe('a list', () => {
  const rows = [
    held('sighting', { reference: 'S-1', kind: 'note', patrol: 'p1' }, '2026-11-22T02:00:00+00:00'),
    held('sighting', { reference: 'S-2', kind: 'vehicle', patrol: 'p1' }, '2026-11-22T03:30:00+01:00'),
    held('sighting', { reference: 'S-3', kind: 'note' }, '2026-11-22T04:00:00+00:00'),
    held('patrol', { reference: 'P-1', zones: ['z1', 'z2'] }, '2026-11-22T01:00:00+00:00'),
  ];

  it('is in the order of time, not of the letters of local times', () => {
    expect(names(listed(rows, {}).rows)).toEqual(['P-1', 'S-1', 'S-2', 'S-3']);
    expect(names(listed(rows, { newest_first: true, limit: 2 }).rows)).toEqual(['S-3', 'S-2']);
  });

  it('counts all and gives a page', () => {
    const page = listed(rows, { types: ['sighting'], offset: 1, limit: 1 });

    expect([names(page.rows), page.total]).toEqual([['S-2'], 3]);
  });

  it('asks for equal values, for one of a list, and for nothing set', () => {
    expect(names(listed(rows, { where: { patrol: 'p1', kind: 'note' } }).rows)).toEqual(['S-1']);
    expect(names(listed(rows, { where: { zones: 'z2' } }).rows)).toEqual(['P-1']);
    expect(names(listed(rows, { types: ['sighting'], where: { patrol: null } }).rows)).toEqual(['S-3']);
  });
});
