/** What a screen asks in the moment in which the work is closed: it is taken away, and nobody waits for the answer. */

import type { Core } from '../api/core';
import { CoreFailed } from '../api/worker_core';

/** Lets such questions go without an error. One that a core at work does not answer is a mistake, and is reported. */
export function forgiveLateQuestions(core: Pick<Core, 'status'>): void {
  addEventListener('unhandledrejection', (event) => {
    const reason: unknown = event.reason;
    if (!(reason instanceof CoreFailed) || reason.code !== 'not_open') return;
    event.preventDefault();
    void core.status().then(({ phase }) => {
      if (phase === 'open') reportError(reason);
    });
  });
}
