/** Answers the page: one call, one answer. Errors cross as a code, never as words of a record. */

import type { Core } from '../api/core';
import { type Call, type FromWorker, isToWorker, type Method } from '../api/messages';

/** A core that also hears of the page's comings and goings. */
export interface ServedCore extends Core {
  visibility(hidden: boolean): void;
}

/** The worker's side of the line; a message port is one too. */
export interface PageLine {
  postMessage(message: FromWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** Serves a core over a line. */
export function serve(core: ServedCore, line: PageLine): void {
  core.subscribe((event) => {
    // A status is told at once, in its order with the answers. What lists have to ask again waits behind the answer to
    // the act that caused it: first the officer reads that it is kept.
    if (event.kind === 'status') line.postMessage({ kind: 'event', event });
    else setTimeout(() => line.postMessage({ kind: 'event', event }));
  });
  line.addEventListener('message', ({ data }) => {
    if (!isToWorker(data)) return;
    if (data.kind === 'touched') core.touched();
    else if (data.kind === 'spare_data') core.spare_data(data.on);
    else if (data.kind === 'visibility') core.visibility(data.hidden);
    else void answer(core, data, line);
  });
}

async function answer(core: Core, call: Call, line: PageLine): Promise<void> {
  try {
    // Method and arguments belong together by the type of a call; the compiler cannot follow it through the union.
    const methods = core as unknown as Record<Method, (...values: readonly unknown[]) => Promise<unknown>>;
    const value = await methods[call.method](...call.arguments);
    line.postMessage({ kind: 'answer', call: call.call, value });
  } catch (error) {
    line.postMessage({ kind: 'failed', call: call.call, code: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
