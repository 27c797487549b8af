import { afterEach, describe, expect, it, vi } from 'vitest';
import { LOADERS } from '../records/index.gen';
import { makeReady } from './ready';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is made ready while the phone is locked', () => {
  it('holds the declarations of what is opened most, one after the other', async () => {
    const [first, last] = [vi.spyOn(LOADERS, 'engagement'), vi.spyOn(LOADERS, 'warning')];
    const stop = makeReady('locked');
    await vi.waitFor(() => expect(last).toHaveBeenCalledOnce(), { timeout: 10_000 });
    stop();

    expect(first).toHaveBeenCalledOnce();
    expect(first.mock.invocationCallOrder[0]).toBeLessThan(last.mock.invocationCallOrder[0] ?? 0);
  });

  it('is left alone as soon as the PIN is accepted', async () => {
    vi.useFakeTimers();
    const first = vi.spyOn(LOADERS, 'engagement');
    makeReady('locked')();
    await vi.advanceTimersByTimeAsync(2_000);

    expect(first).not.toHaveBeenCalled();
  });
});
