/** Dark by night: from the date and the time alone. */
import { describe, expect, it } from 'vitest';
import { isNight } from './sun';

describe('night', () => {
  it.each([
    ['a June evening at nine', '2026-06-21T20:00:00Z', false],
    ['a June night at eleven', '2026-06-21T22:00:00Z', true],
    ['a June morning at half past four', '2026-06-21T03:30:00Z', true],
    ['a June morning at five', '2026-06-21T04:00:00Z', false],
    ['a December afternoon at three', '2026-12-21T15:00:00Z', false],
    ['a December afternoon at half past four', '2026-12-21T16:30:00Z', true],
    ['a December morning at eight', '2026-12-21T08:00:00Z', true],
    ['a December morning at nine', '2026-12-21T09:00:00Z', false],
    ['two at night in March', '2026-03-20T02:00:00Z', true],
    ['noon on the last day of a year', '2028-12-31T12:00:00Z', false],
  ])('is told for %s', (_, moment, night) => {
    expect(isNight(new Date(moment))).toBe(night);
  });
});
