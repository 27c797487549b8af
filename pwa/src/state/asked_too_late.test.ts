import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgiveLateQuestions } from './asked_too_late';
import type { Core } from '../api/core';
import type { Phase } from '../api/status';
import { CoreFailed } from '../api/worker_core';

let phase: Phase = 'locked';
const core = { status: () => Promise.resolve({ phase }) } as Pick<Core, 'status'>;
const reported = vi.fn();
vi.stubGlobal('reportError', reported);
forgiveLateQuestions(core);

/** Whether the browser would write an error into its console. */
function isComplainedOf(reason: unknown): boolean {
  const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason });
  return dispatchEvent(event);
}

afterEach(() => reported.mockClear());

describe('a question that nobody waits for any more', () => {
  it('is no error where the phone was locked meanwhile', async () => {
    phase = 'locked';

    expect(isComplainedOf(new CoreFailed('not_open'))).toBe(false);
    await Promise.resolve();
    expect(reported).not.toHaveBeenCalled();
  });

  it('is one where the core is at work and does not answer', async () => {
    phase = 'open';

    isComplainedOf(new CoreFailed('not_open'));
    await vi.waitFor(() => {
      expect(reported).toHaveBeenCalledOnce();
    });
  });

  it('is one for every other reason', () => {
    expect(isComplainedOf(new CoreFailed('core_stopped'))).toBe(true);
    expect(isComplainedOf(new Error('strange'))).toBe(true);
  });
});
