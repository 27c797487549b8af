/** What page and vault worker say to each other. Both sides check what arrives before they act on it. */

import type { Core, CoreEvent } from './core';

/** Everything of the core that is asked and answered. */
export type Method = Exclude<keyof Core, 'subscribe' | 'touched' | 'spare_data'>;

export type Call = {
  [M in Method]: {
    readonly kind: 'call';
    readonly call: number;
    readonly method: M;
    readonly arguments: Parameters<Core[M]>;
  };
}[Method];

export type ToWorker =
  | Call
  /** A touch or a key: the auto-lock waits. */
  | { readonly kind: 'touched' }
  | { readonly kind: 'spare_data'; readonly on: boolean }
  /** The page went into the background or came back. */
  | { readonly kind: 'visibility'; readonly hidden: boolean };

export type FromWorker =
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly code: string }
  | { readonly kind: 'event'; readonly event: CoreEvent };

const METHODS: Readonly<Record<Method, true>> = {
  status: true,
  sign_in: true,
  enrol: true,
  unlock: true,
  lock: true,
  capture: true,
  drop_capture: true,
  use_person: true,
  set_sign: true,
  begin_anew: true,
  add_passkey: true,
  drop_passkey: true,
  unlock_by_passkey: true,
  choose_pin: true,
  check_pin: true,
  sign_out: true,
  save: true,
  save_all: true,
  undo: true,
  record: true,
  note_opened: true,
  opened_by: true,
  list: true,
  search: true,
  sergeant_first: true,
  departed: true,
  save_draft: true,
  drafts: true,
  draft: true,
  drop_draft: true,
  pending: true,
  settle: true,
  repair: true,
  sync: true,
  digests: true,
  outbox_left: true,
  export_outbox: true,
  take_outbox: true,
  storage: true,
  alerts_key: true,
  take_alerts: true,
  notes: true,
  decide_note: true,
  alarms: true,
  see_alarm: true,
  erasable: true,
  erase: true,
  keep_file: true,
  small_picture: true,
  show_file: true,
  tiles: true,
  tiles_offered: true,
  fetch_tiles: true,
  read_tiles: true,
  drop_tiles: true,
};

export const METHOD_NAMES = Object.keys(METHODS) as readonly Method[];

/** Whether a message of the page is one that the worker acts on. */
export function isToWorker(message: unknown): message is ToWorker {
  if (!isMessage(message)) return false;
  switch (message.kind) {
    case 'touched':
      return true;
    case 'spare_data':
      return 'on' in message && typeof message.on === 'boolean';
    case 'visibility':
      return 'hidden' in message && typeof message.hidden === 'boolean';
    case 'call':
      return isNumbered(message) && 'method' in message && isMethod(message.method) && hasArguments(message);
    default:
      return false;
  }
}

/** Whether a message of the worker is one that the page understands. */
export function isFromWorker(message: unknown): message is FromWorker {
  if (!isMessage(message)) return false;
  switch (message.kind) {
    case 'answer':
      return isNumbered(message);
    case 'failed':
      return isNumbered(message) && 'code' in message && typeof message.code === 'string';
    case 'event':
      return 'event' in message && isMessage(message.event);
    default:
      return false;
  }
}

function isMessage(message: unknown): message is { readonly kind: string } {
  return typeof message === 'object' && message !== null && 'kind' in message && typeof message.kind === 'string';
}

function isNumbered(message: object): boolean {
  return 'call' in message && Number.isSafeInteger(message.call);
}

function isMethod(name: unknown): name is Method {
  return typeof name === 'string' && Object.hasOwn(METHODS, name);
}

function hasArguments(message: object): boolean {
  return 'arguments' in message && Array.isArray(message.arguments);
}
