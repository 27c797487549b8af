import { expect, it } from 'vitest';
import { valueWords, type Lookups } from './value_words';
import { PERSON_SUPPORTED } from './person_supported.gen';
import type { Declared } from './declaration';

const LOOK: Lookups = {
  personOf: () => 'PC Wren',
  agencyOf: () => 'Harbour Light',
  recordOf: () => 'H-7K-0412',
  now: new Date('2026-11-22T02:14:00'),
};

function field(name: string): Declared {
  const found = PERSON_SUPPORTED.fields.find((each) => each.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

it('says a group in one line, without repeating its own label', () => {
  const words = valueWords(field('age'), { view: 'could_be_under_18', how_known: 'appearance' }, LOOK);

  expect(words).toBe('Could be under 18 · How known: Guess from appearance');
});

it('says what was not asked, and keeps a no apart from it', () => {
  expect(valueWords(field('age'), null, LOOK)).toBe('not asked');
  expect(valueWords({ name: 'a', kind: 'boolean', label: 'A' }, false, LOOK)).toBe('No');
});

it('puts names in place of ids', () => {
  const lines = [{ element: 'x', other: 'some-id', state: 'apart', reason: 'Not them' }];

  expect(valueWords(field('links'), lines, LOOK)).toContain('Other record: H-7K-0412');
  expect(valueWords({ name: 'to', kind: 'agency', label: 'To' }, 'some-id', LOOK)).toBe('Harbour Light');
});

it('reads what was only ever added', () => {
  const entries: Declared = { name: 'c', kind: 'entries', label: 'C', parts: [{ name: 'who', kind: 'text', label: 'Who' }] };

  expect(valueWords(entries, [{ id: 'c/0', author: 'a', at: 'x', value: { who: 'Nia' } }], LOOK)).toBe('Who: Nia');
});
