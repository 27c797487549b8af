import { afterEach, describe, expect, it, vi } from 'vitest';
import { age, clock, clockWords, day, minutesBetween, momentOf, when } from './time';

const NOW = new Date('2026-11-22T02:14:05Z');
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
const before = (minutes: number): string => momentOf(new Date(NOW.getTime() - minutes * 60_000));

describe('times on screen', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('say the hour of the place also when the server wrote it in UTC', () => {
    vi.stubEnv('TZ', 'Europe/London');
    const summer = new Date('2026-07-26T20:00:00Z');

    expect(when('2026-07-26T08:00:00.000Z', summer)).toBe('09:00');
    expect(day('2026-07-25T23:30:00Z', summer)).toBe('26 Jul');
    expect(when('2026-07-26T09:00:00+01:00', summer)).toBe('09:00');
  });

  it('carry their offset and read back as the same moment', () => {
    expect(Date.parse(momentOf(NOW))).toBe(NOW.getTime());
    expect(momentOf(NOW)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:05[+-]\d{2}:\d{2}$/);
  });

  it('are clock times today, and say which day before that', () => {
    expect(when(momentOf(NOW), NOW)).toBe(clock(momentOf(NOW)));
    expect(when(before(24 * 60), NOW)).toBe(`yesterday ${clock(momentOf(NOW))}`);
    expect(when(before(72 * 60), NOW)).toMatch(/^19 Nov \d\d:\d\d$/);
  });

  it('name the months as the browser itself would, and make no formatter for it', () => {
    const made = vi.spyOn(Intl, 'DateTimeFormat');
    const said = MONTHS.map((month) => day(`2025-${month}-05`, NOW));
    const makers = made.mock.calls.length;
    made.mockRestore();
    const names = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

    expect(said).toEqual(MONTHS.map((month) => names.format(new Date(2025, Number(month) - 1, 5))));
    expect(makers).toBe(0);
  });

  it('name the year when it is another one', () => {
    expect(day('2027-02-06', NOW)).toBe('6 Feb 2027');
    expect(day('2026-02-06', NOW)).toBe('6 Feb');
    expect(day('not a date', NOW)).toBe('not a date');
  });

  it('say an age in the largest unit that fits, never a negative one', () => {
    expect(age(before(0), NOW)).toBe('under 1 min');
    expect(age(before(14), NOW)).toBe('14 min');
    expect(age(before(125), NOW)).toBe('2 h');
    expect(age(before(3 * 24 * 60), NOW)).toBe('3 days');
    expect(age(before(-30), NOW)).toBe('under 1 min');
    expect(minutesBetween(before(10), before(25))).toBe(0);
  });

  it('say how wrong a clock is, up to the years of one that was never set', () => {
    expect(clockWords(-11 * 60_000)).toBe('This phone’s clock is 11 min slow');
    expect(clockWords(3 * 3_600_000)).toBe('This phone’s clock is 3 h fast');
    expect(clockWords(-56.5 * 365 * 24 * 3_600_000)).toBe('This phone’s clock is 56 years slow');
  });
});
