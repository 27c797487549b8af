import { describe, expect, it } from 'vitest';
import { hoursAnswer, type Window } from './hours';

const NIGHTS: Window = { days: [], from: '19:00', to: '05:00', begins: '2026-09-01', ends: '2027-03-12' };

function at(date: string, time: string, offset = '+00:00'): string {
  return `${date}T${time}:00${offset}`;
}

describe('hours across midnight', () => {
  it('hold before and after midnight, and not in between', () => {
    expect(hoursAnswer(NIGHTS, at('2026-11-22', '19:00'))).toBe('inside');
    expect(hoursAnswer(NIGHTS, at('2026-11-23', '04:59'))).toBe('inside');
    expect(hoursAnswer(NIGHTS, at('2026-11-23', '05:00'))).toBe('outside_hours');
    expect(hoursAnswer(NIGHTS, at('2026-11-22', '18:59'))).toBe('outside_hours');
  });

  it('let the night that begins on the last date run to its end', () => {
    expect(hoursAnswer(NIGHTS, at('2027-03-13', '04:59'))).toBe('inside');
    expect(hoursAnswer(NIGHTS, at('2027-03-13', '05:00'))).toBe('ended');
    expect(hoursAnswer(NIGHTS, at('2027-03-13', '20:00'))).toBe('ended');
  });

  it('do not reach back into the night before the first date', () => {
    expect(hoursAnswer(NIGHTS, at('2026-09-01', '02:00'))).toBe('outside_hours');
    expect(hoursAnswer(NIGHTS, at('2026-08-31', '23:00'))).toBe('not_begun');
    expect(hoursAnswer(NIGHTS, at('2026-09-01', '19:00'))).toBe('inside');
  });

  it('belong to the day on which they begin', () => {
    const fridays: Window = { ...NIGHTS, days: ['friday'] };

    expect(hoursAnswer(fridays, at('2026-11-20', '22:00'))).toBe('inside');
    expect(hoursAnswer(fridays, at('2026-11-21', '03:00'))).toBe('inside');
    expect(hoursAnswer(fridays, at('2026-11-20', '03:00'))).toBe('outside_hours');
    expect(hoursAnswer(fridays, at('2026-11-21', '22:00'))).toBe('outside_hours');
  });

  it('count both passes of the doubled hour', () => {
    const early: Window = { ...NIGHTS, from: '01:00', to: '02:00', begins: null, ends: null };

    expect(hoursAnswer(early, at('2026-10-25', '01:30', '+01:00'))).toBe('inside');
    expect(hoursAnswer(early, at('2026-10-25', '01:30', '+00:00'))).toBe('inside');
  });
});

describe('other windows', () => {
  it('without hours hold all day', () => {
    const always: Window = { days: null, from: null, to: null, begins: '2026-09-01', ends: '2026-09-30' };

    expect(hoursAnswer(always, at('2026-09-30', '23:59'))).toBe('inside');
    expect(hoursAnswer(always, at('2026-10-01', '00:00'))).toBe('ended');
  });

  it('by day hold from the first minute to before the last', () => {
    const school: Window = { days: null, from: '08:00', to: '16:00', begins: null, ends: null };

    expect(hoursAnswer(school, at('2026-11-23', '08:00'))).toBe('inside');
    expect(hoursAnswer(school, at('2026-11-23', '16:00'))).toBe('outside_hours');
  });
});
