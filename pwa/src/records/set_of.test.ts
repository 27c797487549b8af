import { describe, expect, it } from 'vitest';
import type { FieldShape } from './declaration';
import { setOf } from './set_of';

const DECLARED: readonly FieldShape[] = [
  { name: 'name', kind: 'text' },
  { name: 'evidence_kinds', kind: 'choices' },
  { name: 'test_effect', kind: 'group', parts: [{ name: 'answer', kind: 'choice' }, { name: 'facts', kind: 'text' }] },
  {
    name: 'conditions',
    kind: 'repeated',
    parts: [{ name: 'text', kind: 'text' }, { name: 'days', kind: 'choices' }],
  },
];

describe('what a change says', () => {
  it('is nothing when nothing differs', () => {
    const values = { name: 'Ivor Roach', evidence_kinds: ['cctv'], conditions: [{ element: 'k1', text: 'Stop' }] };

    expect(setOf(DECLARED, values, { ...values })).toEqual({});
  });

  it('clears with null and leaves out what was never filled', () => {
    expect(setOf(DECLARED, { name: 'Roach' }, { name: '' })).toEqual({ name: null });
    expect(setOf(DECLARED, {}, { name: '', evidence_kinds: [], test_effect: { facts: '' } })).toEqual({});
  });

  it('adds to and removes from lists', () => {
    expect(setOf(DECLARED, { evidence_kinds: ['cctv', 'anpr'] }, { evidence_kinds: ['cctv', 'doorbell'] })).toEqual({
      evidence_kinds: { add: ['doorbell'], remove: ['anpr'] },
    });
  });

  it('writes a group whole, and only when a part differs', () => {
    const before = { test_effect: { answer: 'yes', facts: 'Noise' } };

    expect(setOf(DECLARED, before, { test_effect: { facts: 'Noise', answer: 'yes' } })).toEqual({});
    expect(setOf(DECLARED, before, { test_effect: { answer: 'no', facts: 'Noise' } })).toEqual({
      test_effect: { answer: 'no', facts: 'Noise' },
    });
  });

  it('writes one key per part of an element, and takes elements away', () => {
    const before = { conditions: [{ element: 'k1', text: 'Stop' }, { element: 'k2', text: 'Do' }] };
    const after = { conditions: [{ element: 'k1', text: 'Stop it', days: ['friday'] }] };

    expect(setOf(DECLARED, before, after)).toEqual({
      'conditions/k1/text': 'Stop it',
      'conditions/k1/days': { add: ['friday'], remove: [] },
      'conditions/k2/removed': true,
    });
  });

  it('leaves alone what this app does not know', () => {
    expect(setOf(DECLARED, { newer_field: 1 }, {})).toEqual({});
  });
});
