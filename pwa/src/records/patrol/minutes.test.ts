import { describe, expect, it } from 'vitest';
import { minutesFromSigns, type Sign } from './minutes';

const ROPEWALK = '5a000000-0000-4000-8000-000000000001';
const CHANDLER = '5a000000-0000-4000-8000-000000000002';
const at = (time: string): string => `2026-11-22T${time}:00+00:00`;
const sign = (time: string, zone: string | null): Sign => ({ at: Date.parse(at(time)), zone });
const PATROL = { started_at: at('22:00') };

describe('minutes from signs of life', () => {
  it('counts ten minutes round one sign, and the whole time between two that are near each other', () => {
    expect(minutesFromSigns(PATROL, ROPEWALK, [sign('22:30', ROPEWALK)], at('23:00'))).toBe(10);
    expect(minutesFromSigns(PATROL, ROPEWALK, [sign('22:30', ROPEWALK), sign('22:38', ROPEWALK)], at('23:00'))).toBe(18);
  });

  it('does not fill a long sleep of the screen', () => {
    expect(minutesFromSigns(PATROL, ROPEWALK, [sign('22:10', ROPEWALK), sign('22:50', ROPEWALK)], at('23:30'))).toBe(20);
  });

  it('divides the time between two zones half way, and gives none to a walk outside them', () => {
    const signs = [sign('22:30', ROPEWALK), sign('22:36', CHANDLER), sign('22:40', null)];

    expect(minutesFromSigns(PATROL, ROPEWALK, signs, at('23:00'))).toBe(8);
    expect(minutesFromSigns(PATROL, CHANDLER, signs, at('23:00'))).toBe(5);
  });

  it('leaves to the keys what they bound, whatever the phone said meanwhile', () => {
    const presence = [{ element: 'a', zone: CHANDLER, here_at: at('22:28'), left_at: at('22:40') }];

    expect(minutesFromSigns({ ...PATROL, presence }, ROPEWALK, [sign('22:30', ROPEWALK)], at('23:00'))).toBe(3);
    expect(minutesFromSigns({ ...PATROL, presence: [{ ...presence[0], left_at: null }] }, ROPEWALK, [sign('22:50', ROPEWALK)], at('23:00'))).toBe(0);
  });

  it('begins with the patrol, and ends with it or with the present', () => {
    const signs = [sign('22:01', ROPEWALK), sign('22:58', ROPEWALK)];

    expect(minutesFromSigns({ ...PATROL, ended_at: at('22:59') }, ROPEWALK, signs, at('23:30'))).toBe(12);
    expect(minutesFromSigns(PATROL, ROPEWALK, signs, at('22:58'))).toBe(11);
    expect(minutesFromSigns(PATROL, ROPEWALK, [], at('23:00'))).toBe(0);
  });
});
