import { describe, expect, it } from 'vitest';
import { answer, answerOfAll, suggestedHours } from './answer';
import type { Window } from './hours';

const ROPEWALK: Window = { days: [], from: '19:00', to: '05:00', begins: '2026-09-01', ends: '2027-03-12' };
const AT_NIGHT = '2026-11-22T22:14:05+00:00';

describe('the answer of a check', () => {
  it('is inside now only when the officer said both', () => {
    expect(answer(ROPEWALK, { area: 'inside', hours: 'inside' }, AT_NIGHT)).toBe('inside_now');
    expect(answer(ROPEWALK, { area: 'inside', hours: null }, AT_NIGHT)).toBe('not_answered');
    expect(answer(ROPEWALK, { area: null, hours: null }, AT_NIGHT)).toBe('not_answered');
  });

  it('is outside when either was said to be outside', () => {
    expect(answer(ROPEWALK, { area: null, hours: 'outside' }, AT_NIGHT)).toBe('outside_hours');
    expect(answer(ROPEWALK, { area: 'outside', hours: 'inside' }, AT_NIGHT)).toBe('outside_area');
  });

  it('is too close to say when the officer is not sure of the area', () => {
    expect(answer(ROPEWALK, { area: 'unsure', hours: 'inside' }, AT_NIGHT)).toBe('too_close');
  });

  it('is not begun or ended by the dates, whatever else was said', () => {
    const said = { area: 'inside', hours: 'inside' } as const;

    expect(answer(ROPEWALK, said, '2026-08-31T22:00:00+01:00')).toBe('not_begun');
    expect(answer(ROPEWALK, said, '2027-03-13T05:00:00+00:00')).toBe('ended');
    expect(answer(ROPEWALK, said, '2027-03-13T04:00:00+00:00')).toBe('inside_now');
  });
});

describe('several conditions', () => {
  it('are inside when any of them is', () => {
    const school: Window = { ...ROPEWALK, from: '08:00', to: '16:00', ends: '2026-10-31' };
    const said = { area: 'inside', hours: 'inside' } as const;

    expect(answerOfAll([school, ROPEWALK], said, AT_NIGHT)).toBe('inside_now');
    expect(answerOfAll([school], said, AT_NIGHT)).toBe('ended');
    expect(answerOfAll([], said, AT_NIGHT)).toBe('not_answered');
  });
});

describe('the clock', () => {
  it('suggests the hours and leaves the answer to the officer', () => {
    expect(suggestedHours([ROPEWALK], AT_NIGHT)).toBe('inside');
    expect(suggestedHours([ROPEWALK], '2026-11-22T12:00:00+00:00')).toBe('outside');
    expect(suggestedHours([ROPEWALK], '2026-08-01T12:00:00+01:00')).toBeNull();
  });
});
