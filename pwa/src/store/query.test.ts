import { describe, expect, it } from 'vitest';
import { recordText } from '../api/memory_seed';
import type { Fields } from '../api/core';
import { DEFINITIONS, kindsOf } from './definitions';
import { found, listed } from './query';
import { indexed, type Indexed, isCare, NAME_FIELDS } from './summary';
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

describe('a search', () => {
  const rows = [
    held('sighting', { reference: 'S-1', words: 'Silver estate on Ropewalk Street' }),
    held('sighting', { reference: 'S-2', plate: 'LH43 RCH' }),
    held('sighting', { reference: 'S-3', plate: 'LH4J RCH' }),
    held('person_supported', { names_used: ['Juniper'], description: 'Silver coat' }),
  ];
  const find = (text: string): unknown[] => names(found(rows, text, ['sighting', 'person_supported'], DEFINITIONS, 10));

  it('finds every word by its beginning, whatever its case and accents', () => {
    expect(find('ropew ESTÁTE')).toEqual(['S-1']);
    expect(find('ropewalk house')).toEqual([]);
  });

  it('finds the exact plate before the near one', () => {
    expect(find('lh43rch')).toEqual(['S-2', 'S-3']);
  });

  it('finds a person supported by a name they gave and by nothing else', () => {
    expect(find('juniper')).toEqual([undefined]);
    expect(find('coat')).toEqual([]);
  });

  it('knows the names’ fields as the definitions call them', () => {
    const care = [...DEFINITIONS.values()].filter(isCare).flatMap((type) => type.fields.map((field) => field.name));

    expect([...NAME_FIELDS].filter((name) => !care.includes(name))).toEqual([]);
  });

  it('draws no list of people supported from a letter or a sign', () => {
    expect(find('ju')).toEqual([]);
    expect(find('*')).toEqual([]);
  });
});
