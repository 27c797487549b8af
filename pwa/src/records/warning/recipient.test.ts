import { describe, expect, it } from 'vitest';
import { PERSON } from '../person.gen';
import { setOf } from '../set_of';
import { problemsOfChange } from '../validate';
import { recipientFields } from './recipient';

describe('the recipient as a record', () => {
  it('takes over what the warning says and passes as a person', () => {
    const fields = recipientFields({
      recipient_kind: 'individual',
      name: 'Aldous Pike',
      birth: { date: '1975-02-01', how_known: 'document' },
      identity: { basis: 'document' },
      address: '1 Lea Close',
    });

    const set = setOf(PERSON.fields, {}, fields);

    expect(set).toMatchObject({ kind: 'individual', name: 'Aldous Pike', 'addresses/from-warning/words': '1 Lea Close' });
    expect(problemsOfChange(PERSON, 'create', set, { role: 'officer', today: '2026-11-22' })).toEqual([]);
  });

  it('leaves out a birth that has no date, and all of it for a body', () => {
    expect(recipientFields({ name: 'Pike', birth: { how_known: 'officer_knows' } })['birth']).toBeUndefined();
    expect(recipientFields({ recipient_kind: 'body', name: 'Perch Cabs Ltd' })).toEqual({ kind: 'body', name: 'Perch Cabs Ltd' });
  });
});
