/** The core as the page sees it: every call goes to the vault worker and nothing secret comes back. */

import vaultUrl from '../vault/worker?worker&url';
import { scriptUrl } from '../device/script_url';
import { plain } from '../lib/plain';
import type { Core, CoreEvent } from './core';
import { type FromWorker, isFromWorker, type Method, type ToWorker } from './messages';

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

type Ask = <M extends Method>(method: M, values: Parameters<Core[M]>) => ReturnType<Core[M]>;

function alarmCalls(ask: Ask): Pick<Core, 'alarms' | 'see_alarm'> {
  return { alarms: () => ask('alarms', []), see_alarm: (alarm) => ask('see_alarm', [alarm]) };
}

function tileCalls(ask: Ask): Pick<Core, 'tiles' | 'tiles_offered' | 'fetch_tiles' | 'read_tiles' | 'drop_tiles'> {
  return {
    tiles: (operation) => ask('tiles', [operation]),
    tiles_offered: (operation) => ask('tiles_offered', [operation]),
    fetch_tiles: (operation) => ask('fetch_tiles', [operation]),
    read_tiles: (...values) => ask('read_tiles', values),
    drop_tiles: (operation) => ask('drop_tiles', [operation]),
  };
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

  return {
    status: () => ask('status', []),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sign_in: (...values) => ask('sign_in', values),
    enrol: (...values) => {
      // Asked here because a worker may not ask for it. Nobody waits for the answer: it changes nothing that we promise.
      void navigator.storage.persist().catch(() => false);
      return ask('enrol', values);
    },
    unlock: (...values) => ask('unlock', values),
    lock: () => ask('lock', []),
    check_pin: (...values) => ask('check_pin', values),
    sign_out: () => ask('sign_out', []),
    save: (...values) => ask('save', values),
    save_all: (...values) => ask('save_all', values),
    undo: (...values) => ask('undo', values),
    record: (...values) => ask('record', values),
    note_opened: (record) => ask('note_opened', [record]),
    opened_by: (record, stream) => ask('opened_by', [record, stream]),
    list: (...values) => ask('list', values),
    search: (...values) => ask('search', values),
    sergeant_first: (...values) => ask('sergeant_first', values),
    departed: () => ask('departed', []),
    save_draft: (...values) => ask('save_draft', values),
    drafts: () => ask('drafts', []),
    draft: (...values) => ask('draft', values),
    drop_draft: (...values) => ask('drop_draft', values),
    pending: () => ask('pending', []),
    settle: (...values) => ask('settle', values),
    repair: (...values) => ask('repair', values),
    sync: () => ask('sync', []),
    digests: () => ask('digests', []),
    alerts_key: () => ask('alerts_key', []),
    notes: () => ask('notes', []),
    decide_note: (note, decision, reason) => ask('decide_note', [note, decision, reason]),
    ...alarmCalls(ask),
    erasable: (named) => ask('erasable', [named]),
    erase: (erasure) => ask('erase', [erasure]),
    take_alerts: (...values) => ask('take_alerts', values),
    ...tileCalls(ask),
    touched: () => line.postMessage({ kind: 'touched' }),
  };
}
