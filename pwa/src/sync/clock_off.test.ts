import { describe, expect, it } from 'vitest';
import { clockOff } from './clock_off';

const DATE = 'Mon, 23 Nov 2026 03:00:00 GMT';
const THERE = Date.UTC(2026, 10, 23, 3);

describe('The distance of two clocks', () => {
  it('is ahead for a phone in 2036 and behind for one in 1970', () => {
    expect(clockOff(DATE, THERE + 3_600_000)).toBe(3_600_000);
    expect(clockOff(DATE, 0)).toBe(-THERE);
  });

  it('is not known from an answer without a date, or with one that is none', () => {
    expect(clockOff(null, THERE)).toBeNull();
    expect(clockOff('yesterday', THERE)).toBeNull();
  });
});
