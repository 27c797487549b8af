import { beforeAll, describe, expect, it } from 'vitest';
import type { Fields, Summary } from '../api/core';
import { recordText } from '../api/memory_seed';
import { DEFINITIONS, kindsOf } from './definitions';
import { SearchIndex } from './search_index';
import { loadSounds } from './sounds';
import { indexed, type Indexed, isCare, NAME_FIELDS } from './summary';
import { recordView } from './view';

beforeAll(loadSounds);

const TYPES = ['sighting', 'person_supported', 'person', 'vehicle', 'premises', 'warning'];

function held(type: string, fields: Fields, at = '2026-11-22T02:00:00+00:00'): Indexed {
  const text = recordText({ type, stream: 'op/harbour', fields, created: { author: 'wren', at, received_at: null } });
  const view = recordView(text, [], kindsOf(DEFINITIONS, type), { install: 'one', install_code: '7K' });
  if (view === null) throw new Error('a text has a view');
  return indexed(view, DEFINITIONS);
}

function filled(rows: readonly Indexed[]): SearchIndex {
  const index = new SearchIndex(DEFINITIONS);
  for (const row of rows) index.add(row);
  return index;
}

function asked(index: SearchIndex, text: string, used: (summary: Summary) => number = ({ created_at }) => Date.parse(created_at)): unknown[] {
  const rows = index.find({ text, types: TYPES, limit: 10, stands: () => true, used });
  return rows.map(({ fields }) => fields['reference'] ?? fields['name'] ?? fields['names_used'] ?? fields['address']);
}

describe('a search', () => {
  const index = filled([
    held('sighting', { reference: 'S-1', words: 'Silver estate on Ropewalk Street' }),
    held('sighting', { reference: 'S-2', plate: 'LH43 RCH' }),
    held('sighting', { reference: 'S-3', plate: 'LH4J RCH' }),
    held('person_supported', { names_used: ['Juniper'], description: 'Silver coat' }),
  ]);
  const find = (text: string): unknown[] => asked(index, text);

  it('finds every word by its beginning, whatever its case and accents', () => {
    expect(find('ropew ESTÁTE')).toEqual(['S-1']);
    expect(find('ropewalk house')).toEqual([]);
  });

  it('finds the exact plate before the near one', () => {
    expect(find('lh43rch')).toEqual(['S-2', 'S-3']);
  });

  it('finds a person supported by a name they gave and by nothing else', () => {
    expect(find('juniper')).toEqual([['Juniper']]);
    expect(find('coat')).toEqual([]);
    expect(find('Djuniper')).toEqual([]);
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

describe('a name', () => {
  const index = filled([
    held('person', { kind: 'individual', name: 'Kathryn Smyth', description: 'Tall, grey coat' }),
    held('person', { kind: 'individual', name: 'Ivor Roach', other_names: ['Rochey'] }),
    held('person', { kind: 'individual', name: 'Ann Grey' }),
    held('premises', { address: 'Flat 2, 8 Tide Lane' }),
  ]);

  it('is found by how it sounds', () => {
    expect(asked(index, 'catherine smith')).toEqual(['Kathryn Smyth']);
    expect(asked(index, 'Ivan Roach')).toEqual([]);
  });

  it('is found by another name, a description and an address', () => {
    expect(asked(index, 'rochey')).toEqual(['Ivor Roach']);
    expect(asked(index, 'tall coat')).toEqual(['Kathryn Smyth']);
    expect(asked(index, '8 tide')).toEqual(['Flat 2, 8 Tide Lane']);
  });

  it('comes before the same word in a description', () => {
    expect(asked(index, 'grey')).toEqual(['Ann Grey', 'Kathryn Smyth']);
  });
});

describe('the order of what is found', () => {
  it('is that of use', () => {
    const index = filled([held('sighting', { reference: 'S-1', words: 'Van' }), held('sighting', { reference: 'S-2', words: 'Van' })]);

    expect(asked(index, 'van', ({ fields }) => (fields['reference'] === 'S-1' ? 2 : 1))).toEqual(['S-1', 'S-2']);
    expect(asked(index, 'van', ({ fields }) => (fields['reference'] === 'S-1' ? 1 : 2))).toEqual(['S-2', 'S-1']);
  });
});

describe('what changes', () => {
  it('is found as it is now, and not as it was', () => {
    const index = filled([]);
    const before = index.add(held('sighting', { reference: 'S-1', words: 'Silver van' }));
    expect(asked(index, 'silver')).toEqual(['S-1']);

    index.drop(before);
    index.add(held('sighting', { reference: 'S-1', words: 'Grey van' }));

    expect(asked(index, 'silver')).toEqual([]);
    expect(asked(index, 'grey')).toEqual(['S-1']);
  });

  it('leaves nothing behind after very many changes', () => {
    const index = filled([held('sighting', { reference: 'S-0', words: 'Van', plate: 'LH43 RCH' })]);
    for (let turn = 0; turn < 2_500; turn += 1) {
      const document = index.add(held('sighting', { reference: `S-${turn}`, words: `Estate w${turn}` }));
      index.work(10);
      index.drop(document);
    }

    expect(asked(index, 'estate')).toEqual([]);
    expect(asked(index, 'w24')).toEqual([]);
    expect(asked(index, 'lh43')).toEqual(['S-0']);
  });
});

describe('ten thousand records', () => {
  it('are searched quickly, also by a letter that half of them have', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => ({ ...held('sighting', { reference: 'S' }), words: [`w${at % 997}`, 'street', `s${at % 13}`], plates: [`LH${at % 100}RCH`] }));
    const index = filled(rows);
    index.work(Infinity);

    const started = performance.now();
    for (const text of ['s', 'st', 'str', 'lh4', 'lh4?', 'lh4?rch', 'w12 st']) asked(index, text);

    expect((performance.now() - started) / 7).toBeLessThan(100);
  });
});
