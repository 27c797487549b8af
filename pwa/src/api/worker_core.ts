/** The core as the page sees it: every call goes to the vault worker and nothing secret comes back. */

import vaultUrl from '../vault/worker?worker&url';
import { scriptUrl } from '../device/script_url';
import { keepSigns } from '../device/sign_place';
import { askToKeep } from '../device/storage';
import { plain } from '../lib/plain';
import type { Core, CoreEvent } from './core';
import { type FromWorker, isFromWorker, type Method, METHOD_NAMES, type ToWorker } from './messages';

/** The worker broke off a call; `code` says why, without any word of a record. */
export class CoreFailed extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`The core could not answer: ${code}`);
    this.name = 'CoreFailed';
    this.code = code;
  }
}

/** Starts the vault worker of this tab. */
export function createCore(): Core {
  const worker = new Worker(scriptUrl(vaultUrl), { type: 'module', name: 'vault' });
  keepSigns(worker);
  document.addEventListener('visibilitychange', () => {
    worker.postMessage({ kind: 'visibility', hidden: document.hidden } satisfies ToWorker);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
  });
  return coreOver(worker);
}

/** What the proxy needs of a worker; a message port is one too. */
export interface Line {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: () => void): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CoreFailed) => void;
}

function answered(waiting: Map<number, Waiting>, data: Exclude<FromWorker, { readonly kind: 'event' }>): void {
  const asked = waiting.get(data.call);
  waiting.delete(data.call);
  if (data.kind === 'answer') asked?.resolve(data.value);
  else asked?.reject(new CoreFailed(data.code));
}

/** The core at the other end of a line. */
export function coreOver(line: Line): Core {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(event: CoreEvent) => void>();
  let calls = 0;

  function ask<M extends Method>(method: M, values: Parameters<Core[M]>): ReturnType<Core[M]> {
    calls += 1;
    const call = calls;
    const answer = new Promise<unknown>((resolve, reject) => waiting.set(call, { resolve, reject }));
    line.postMessage({ kind: 'call', call, method, arguments: plain(values) } as ToWorker);
    // The worker answers with what the same method of its core returned.
    return answer as ReturnType<Core[M]>;
  }

  line.addEventListener('message', ({ data }) => {
    if (!isFromWorker(data)) return;
    if (data.kind === 'event') {
      for (const listener of listeners) listener(data.event);
      return;
    }
    answered(waiting, data);
  });
  // A worker that could not start or lost a message leaves no screen waiting for ever.
  for (const kind of ['error', 'messageerror'] as const) {
    line.addEventListener(kind, () => {
      for (const asked of waiting.values()) asked.reject(new CoreFailed('core_stopped'));
      waiting.clear();
    });
  }

  const asked = Object.fromEntries(METHOD_NAMES.map((method) => [method, (...values: Parameters<Core[Method]>) => ask(method, values)]));
  return {
    // Method and arguments belong together by the type of a call; the compiler cannot follow it through the list.
    ...(asked as unknown as Pick<Core, Method>),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    enrol: (...values) => {
      // Asked here because a worker may not ask for it. Nobody waits for the answer: it changes nothing that we promise.
      void askToKeep();
      return ask('enrol', values);
    },
    touched: () => line.postMessage({ kind: 'touched' }),
    spare_data: (on) => line.postMessage({ kind: 'spare_data', on }),
  };
}
