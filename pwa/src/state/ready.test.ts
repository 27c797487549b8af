import { afterEach, describe, expect, it, vi } from 'vitest';
import { day } from '../ui/time';
import { makeReady } from './ready';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is made ready while the phone is locked', () => {
  it('holds the names of months, so that the first record opened does not wait for them', async () => {
    vi.useFakeTimers();
    const stop = makeReady('locked');
    await vi.advanceTimersByTimeAsync(300);
    stop();
    const made = vi.spyOn(Intl, 'DateTimeFormat');

    expect(day('2020-02-06', new Date())).toBe('6 Feb 2020');
    expect(made).not.toHaveBeenCalled();
  });
});
