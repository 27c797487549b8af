import { describe, expect, it } from 'vitest';
import type { Declared, RuleDeclared } from '../declaration';
import { isFilled, lacksOf, waitsFor } from './completeness';

const FIELDS: readonly Declared[] = [
  { name: 'name', kind: 'text', label: 'Name', section: 'Who', required: true },
  {
    name: 'driver',
    kind: 'choice',
    label: 'Is this the driver?',
    section: 'Who',
    shown_when: { field: 'conduct', is: 'from_vehicle' },
    required_when: { field: 'conduct', is: 'from_vehicle' },
  },
  {
    name: 'identity',
    kind: 'group',
    label: 'Identity',
    section: 'Who',
    required: true,
    parts: [
      { name: 'basis', kind: 'choice', label: 'How known', required: true },
      { name: 'reference', kind: 'text', label: 'Reference', required_when: { field: 'basis', is: 'checked' } },
    ],
  },
  {
    name: 'conditions',
    kind: 'repeated',
    label: 'Conditions',
    section: 'What must stop',
    required: true,
    parts: [{ name: 'text', kind: 'long_text', label: 'What must stop', required: true }],
  },
  { name: 'ends', kind: 'date', label: 'Ends', section: 'What must stop', required: true },
  { name: 'longer_reason', kind: 'text', label: 'Why longer', section: 'What must stop' },
];

const RULES: readonly RuleDeclared[] = [
  { code: 'end_missing', strength: 'hard', when: { field: 'ends', filled: false }, field: 'ends', words: 'Give an end date.' },
  {
    code: 'driver_no',
    strength: 'hard',
    when: { field: 'driver', is: 'no' },
    field: 'driver',
    words: 'Without the driver there can be no warning.',
  },
  {
    code: 'longer',
    strength: 'reason',
    when: { field: 'ends', from: '$beyond_default' },
    field: 'ends',
    reason_field: 'longer_reason',
    words: 'Longer than the local default: say why.',
  },
  { code: 'first', strength: 'sergeant', when: { field: '$sergeant_first', is: true }, field: 'name', words: 'Sergeant first.' },
];

const FULL = {
  name: 'Ivor Roach',
  identity: { basis: 'document' },
  conditions: [{ element: 'k1', text: 'Stop.' }],
  ends: '2026-07-08',
};

describe('what a warning lacks', () => {
  it('is nothing when all that is asked has an answer', () => {
    expect(lacksOf(FIELDS, RULES, FULL, {})).toEqual([]);
  });

  it('names every place at once, in the order of the form, with its section', () => {
    const lacks = lacksOf(FIELDS, RULES, {}, {});

    expect(lacks.map((lack) => [lack.path, lack.section])).toEqual([
      ['name', 'Who'],
      ['identity', 'Who'],
      ['conditions', 'What must stop'],
      ['ends', 'What must stop'],
    ]);
  });

  it("says a rule's sentence rather than that something is missing", () => {
    const [lack] = lacksOf(FIELDS, RULES, { ...FULL, ends: null }, {});

    expect(lack).toMatchObject({ path: 'ends', kind: 'hard', words: 'Give an end date.' });
  });

  it('does not ask what is not shown', () => {
    expect(lacksOf(FIELDS, RULES, { ...FULL, conduct: 'noise' }, {})).toEqual([]);
    expect(lacksOf(FIELDS, RULES, { ...FULL, conduct: 'from_vehicle' }, {}).map((lack) => lack.path)).toEqual(['driver']);
  });

  it('stops at an answer that ends it, with the sentence', () => {
    const lacks = lacksOf(FIELDS, RULES, { ...FULL, conduct: 'from_vehicle', driver: 'no' }, {});

    expect(lacks.map((lack) => lack.words)).toEqual(['Without the driver there can be no warning.']);
  });

  it('looks into groups and elements', () => {
    const values = { ...FULL, identity: { basis: 'checked' }, conditions: [{ element: 'k1', text: 'Stop.' }, { element: 'k2' }] };

    expect(lacksOf(FIELDS, RULES, values, {}).map((lack) => lack.path)).toEqual(['identity/reference', 'conditions/k2/text']);
  });

  it('wants typed words for a soft stop, and is content with them', () => {
    const context = { beyond_default: '2026-07-08' };

    expect(lacksOf(FIELDS, RULES, FULL, context).map((lack) => [lack.path, lack.kind])).toEqual([['longer_reason', 'reason']]);
    expect(lacksOf(FIELDS, RULES, { ...FULL, longer_reason: 'Court date in August.' }, context)).toEqual([]);
  });
});

describe('waiting for a sergeant', () => {
  it('is no lack, and says why', () => {
    expect(lacksOf(FIELDS, RULES, FULL, { sergeant_first: true })).toEqual([]);
    expect(waitsFor(RULES, FULL, { sergeant_first: true }).map((rule) => rule.words)).toEqual(['Sergeant first.']);
    expect(waitsFor(RULES, FULL, {})).toEqual([]);
  });
});

describe('filled', () => {
  it('is a false answer and not an empty group', () => {
    expect(isFilled(false)).toBe(true);
    expect(isFilled({ facts: '' })).toBe(false);
    expect(isFilled([{ element: 'k1' }])).toBe(true);
  });
});
