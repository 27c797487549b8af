import { describe, expect, it } from 'vitest';
import { addDays, addMonths, ageOn, isDate, readableDate, wallClock, weekday } from './dates';

describe('six months', () => {
  it('end on the same day number', () => {
    expect(addMonths('2026-01-08', 6)).toBe('2026-07-08');
    expect(addMonths('2026-11-22', 6)).toBe('2027-05-22');
  });

  it("end on the month's last day where the number does not exist", () => {
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2027-08-31', 6)).toBe('2028-02-29');
  });

  it('cross the end of December', () => {
    expect(addMonths('2026-12-31', 12)).toBe('2027-12-31');
    expect(addMonths('2026-07-01', 6)).toBe('2027-01-01');
  });
});

describe('age', () => {
  it('is counted in whole years on the day', () => {
    expect(ageOn('1983-11-22', '2026-11-22')).toBe(43);
    expect(ageOn('1983-11-23', '2026-11-22')).toBe(42);
  });

  it('of somebody born on 29 February rises on 1 March', () => {
    expect(ageOn('2008-02-29', '2025-02-28')).toBe(16);
    expect(ageOn('2008-02-29', '2025-03-01')).toBe(17);
    expect(ageOn('2008-02-29', '2028-02-29')).toBe(20);
  });

  it('is not known without a birth date, or with one that does not exist or lies ahead', () => {
    expect(ageOn(undefined, '2026-11-22')).toBeNull();
    expect(ageOn('2007-02-30', '2026-11-22')).toBeNull();
    expect(ageOn('2027-01-01', '2026-11-22')).toBeNull();
  });
});

describe('dates as text', () => {
  it('know which days exist', () => {
    expect(isDate('2028-02-29')).toBe(true);
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2026-13-01')).toBe(false);
    expect(isDate('22/11/2026')).toBe(false);
  });

  it('read as people say them', () => {
    expect(readableDate('2027-07-08')).toBe('8 July 2027');
  });

  it('move by days across months and know their weekday', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekday('2026-11-22')).toBe(0);
  });

  it('take the clock of a moment as it was written', () => {
    expect(wallClock('2026-11-22T02:14:05+01:00')).toEqual({ date: '2026-11-22', time: '02:14' });
  });
});
