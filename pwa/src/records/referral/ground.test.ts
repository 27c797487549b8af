import { describe, expect, it } from 'vitest';
import { agreementWords, groundOf, sharedFields } from './ground';

const TODAY = '2026-11-22';
const YES = { state: 'given', alone: 'alone', until: '2027-02-22' };

describe('the ground of a referral', () => {
  it('is a yes that has not ended, its last day included', () => {
    expect(groundOf(YES, {}, 'Harbour Light', TODAY).kind).toBe('agreement');
    expect(groundOf({ ...YES, until: TODAY }, {}, 'Harbour Light', TODAY).kind).toBe('agreement');
    expect(groundOf({ ...YES, until: '2026-11-21' }, {}, 'Harbour Light', TODAY).kind).toBe('waits');
  });

  it('is not a yes with somebody near, and says so', () => {
    const ground = groundOf({ state: 'ask_again', alone: 'somebody_near' }, {}, 'Harbour Light', TODAY);

    expect(ground).toEqual({
      kind: 'waits',
      words: 'They said yes with somebody near. Ask again before sharing; it waits until then.',
    });
  });

  it('is missing when nobody asked, or the answer was no or taken back', () => {
    expect(groundOf(null, {}, 'Harbour Light', TODAY).kind).toBe('waits');
    expect(groundOf({ state: 'said_no' }, {}, 'Harbour Light', TODAY).kind).toBe('waits');
    expect(groundOf({ state: 'withdrawn' }, {}, 'Harbour Light', TODAY).words).toContain('took their agreement back');
  });

  it('can be a lawful basis without any agreement', () => {
    expect(groundOf({ state: 'said_no' }, { lawful_basis: 'child' }, 'Children', TODAY).kind).toBe('basis');
  });
});

describe('what is shared', () => {
  it('leaves out what the person did not agree to', () => {
    const values = { ask: 'A worker to talk to', facts: 'Sleeps badly', view_of_risk: 'Afraid of F.' };

    expect(sharedFields(values, ['ask', 'facts'])).toEqual({ ask: 'A worker to talk to', facts: 'Sleeps badly' });
    expect(sharedFields(values, [])).toEqual({ ask: 'A worker to talk to' });
  });

  it('is all of it where a lawful basis carries the referral', () => {
    const values = { facts: 'Sleeps badly' };

    expect(sharedFields(values, null)).toEqual(values);
  });

  it('says in one line how the yes was given', () => {
    expect(agreementWords(YES, 'Română', '6 Feb 23:20', '6 May')).toBe(
      'Asked alone, in Română. Said yes 6 Feb 23:20. Until 6 May.',
    );
    expect(agreementWords({ alone: 'not_sure' }, null, '6 Feb 23:20', '')).toBe('Asked. Said yes 6 Feb 23:20.');
  });
});
