import { describe, expect, it } from 'vitest';
import { nameOf, personalNameOf, titleOf } from './titles';

describe('what a row is called', () => {
  it('is the words of a choice, not its key', () => {
    expect(titleOf({ type: 'result', fields: { kind: 'premises_searched' } })).toBe('Premises searched');
    expect(titleOf({ type: 'legal_setting', fields: { key: 'warning_age_minimum' } })).toBe('Warning age minimum');
  });

  it('is no answer: an agreement is called an agreement', () => {
    expect(titleOf({ type: 'agreement', fields: { state: 'given' } })).toBe('Agreement');
    expect(personalNameOf({ type: 'agreement', fields: { state: 'given' } })).toBeNull();
  });

  it('keeps a name back until it is asked for, and calls no reference a name', () => {
    const person = { type: 'person_supported', fields: { names_used: ['Juniper'] } };
    expect([titleOf(person), nameOf(person), personalNameOf(person)]).toEqual(['Person supported', 'Juniper', 'Juniper']);
    expect(personalNameOf({ type: 'referral', fields: { reference: 'R-7K-0001' } })).toBeNull();
  });
});
