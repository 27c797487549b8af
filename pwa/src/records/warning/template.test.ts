import { describe, expect, it } from 'vitest';
import { fromTemplate } from './template';

const KERB = {
  name: 'Kerb crawling, Ropewalk block',
  conduct: 'soliciting_from_vehicle',
  text: 'Do not drive round to buy sex.',
  kind: 'stop',
  why_needed: 'Residents are approached at night.',
  why_reasonable: 'It stops nothing lawful.',
  area_words: 'Ropewalk Street, Chandler Row',
  from_hour: '19:00',
  to_hour: '05:00',
  months: 6,
  review_days: 90,
  exceptions: ['home', 'work'],
};

describe('a template', () => {
  it('fills the condition, the end and the day to look again', () => {
    const values = fromTemplate('t1', KERB, {}, '2026-01-08');

    expect(values['ends']).toBe('2026-07-08');
    expect(values['review_on']).toBe('2026-04-08');
    expect(values['comply']).toBe('at_once');
    expect(values['conduct']).toBe('soliciting_from_vehicle');
    expect(values['conditions']).toEqual([
      {
        element: 't1',
        text: 'Do not drive round to buy sex.',
        kind: 'stop',
        why_needed: 'Residents are approached at night.',
        why_reasonable: 'It stops nothing lawful.',
        area_words: 'Ropewalk Street, Chandler Row',
        from_hour: '19:00',
        to_hour: '05:00',
        exceptions: ['home', 'work'],
      },
    ]);
  });

  it('used twice makes one condition and leaves what was typed', () => {
    const typed = { conditions: [{ element: 'k1', text: 'Do not sound the horn.' }], what_happened: 'My own words.' };

    const once = fromTemplate('t1', { ...KERB, what_happened: 'On ... in ...' }, typed, '2026-01-08');
    const twice = fromTemplate('t1', KERB, { ...typed, ...once }, '2026-01-08');

    expect((twice['conditions'] as readonly { element: string }[]).map((each) => each.element)).toEqual(['k1', 't1']);
    expect(once['what_happened']).toBeUndefined();
  });
});
