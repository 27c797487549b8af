/**
 * Sends the files of changes that the server has, in the order of the changes, beside the rounds: a photograph may take
 * longer than the shift's next ten entries. One tab at a time; each file ends with the server's receipt or waits.
 */

import { hashedArray, type HashedValue } from '../lib/hashes';
import { pairedId } from '../lib/ids';
import type { Kept } from '../store/outbox';
import { isObject } from '../store/texts';
import type { Files, KeptFile } from '../vault/files';
import { verified } from '../vault/signing';
import { waitAfter } from './back_off';
import type { Answer, Request } from './http';
import type { OpenInstall } from './install';
import type { Send } from './tus_stack';

/** The protocol from which on servers take files (PROTOCOL section 22). */
const PROTOCOL_FILES = 3;
const RECEIPT = 'lantern-file-receipt-v1\n';

export interface Uploading {
  readonly install: OpenInstall;
  readonly files: Files;
  /** Changes in the order in which they were written. */
  readonly outbox: () => readonly Kept[];
  readonly send: Send;
  readonly call: (request: Request) => Promise<Answer>;
  readonly protocol: () => number;
}

export interface UploadEvents {
  /** More of a file is at the server, or none is on its way any more. */
  progress(): void;
  /** A file of the change has its receipt, or no longer opens. */
  received(change: string): void;
}

/** A file on its way. */
export interface OnItsWay {
  readonly sha256: string;
  readonly arrived: number;
  readonly bytes: number;
}

type Next = readonly [change: string, kept: KeptFile];

export class Uploads {
  readonly #with: Uploading;
  readonly #events: UploadEvents;
  readonly #stopped = new AbortController();
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  on_its_way: OnItsWay | null = null;

  constructor(uploading: Uploading, events: UploadEvents) {
    this.#with = uploading;
    this.#events = events;
  }

  /** Begins or goes on. Never rejects; resolves when nothing is left or something stands in the way. */
  run(): Promise<void> {
    clearTimeout(this.#timer);
    this.#running ??= this.#inTurn().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** At the lock. What the server has of a file stays there. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#stopped.abort();
  }

  async #inTurn(): Promise<void> {
    if (this.#isStopped() || this.#with.protocol() < PROTOCOL_FILES || this.#next(new Set()) === null) return;
    const lock = `files/send/${this.#with.install.enrolment.install}`;
    const done = await navigator.locks.request(lock, { ifAvailable: true }, (held) => held === null || this.#all()).catch(() => false);
    this.on_its_way = null;
    if (this.#isStopped()) return;
    this.#events.progress();
    if (done) {
      this.#failures = 0;
      return;
    }
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.run(), waitAfter(this.#failures, Math.random()));
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** True when nothing is left that could go now. */
  async #all(): Promise<boolean> {
    const passed = new Set<string>();
    for (let next = this.#next(passed); next !== null; next = this.#next(passed)) {
      const [change, kept] = next;
      passed.add(`${change}/${kept.sha256}`);
      if (!(await this.#one(change, kept))) return false;
    }
    return true;
  }

  /** Whether the next may follow: this one is done, or waits for something else than the line. */
  async #one(change: string, kept: KeptFile): Promise<boolean> {
    const { sendFile } = await import('./send_file');
    const { tenant } = this.#with.install.enrolment;
    const address = `/api/files/${await pairedId(tenant, 'file', change, kept.sha256)}`;
    const progress = (arrived: number): void => {
      this.#failures = 0;
      this.on_its_way = { sha256: kept.sha256, arrived, bytes: kept.bytes };
      this.#events.progress();
    };
    try {
      const slice = (start: number, end: number): ReturnType<Files['slice']> => this.#with.files.slice(kept, start, end);
      await sendFile({ metadata: { change, sha256: kept.sha256 }, bytes: kept.bytes, address, slice, send: this.#with.send, progress, signal: this.#stopped.signal });
    } catch {
      const damaged = this.#with.files.find(kept.sha256)?.damaged === true;
      if (damaged) this.#events.received(change);
      return damaged;
    }
    const at = await this.#receipt(address, change, kept);
    if (at === null) return false;
    await this.#with.files.received(kept, change, at);
    this.#events.received(change);
    return true;
  }

  /** The first file whose change the server has. */
  #next(passed: ReadonlySet<string>): Next | null {
    const sent = this.#with.outbox().filter((each) => each.state === 'sent' || each.verdict === 'late');
    const waiting = sent.flatMap(({ change }) => this.#with.files.waitingOf(change).map((kept): Next => [change.id, kept]));
    const open = [...waiting, ...this.#with.files.doubted].filter(([change, kept]) => !kept.damaged && !passed.has(`${change}/${kept.sha256}`));
    return open[0] ?? null;
  }

  /** When the server had it, by a receipt that is right in every part; else null. */
  async #receipt(address: string, change: string, kept: KeptFile): Promise<string | null> {
    const answer = await this.#with.call({ method: 'GET', path: `${address}/receipt` });
    const said = answer.kind === 'ok' && isObject(answer.value) ? answer.value['receipt'] : null;
    const [array, signature] = Array.isArray(said) ? (said as readonly unknown[]) : [];
    if (!Array.isArray(array) || typeof signature !== 'string') return null;
    const [kid, tenant, about, sha256, bytes, received_at] = array as readonly unknown[];
    const { enrolment, receipt_keys } = this.#with.install;
    const key = receipt_keys.get(String(kid));
    const ours = tenant === enrolment.tenant && about === change && sha256 === kept.sha256 && bytes === kept.bytes;
    if (key === undefined || !ours || typeof received_at !== 'string') return null;
    return (await verified(key, RECEIPT + hashedArray(array as HashedValue[]), signature)) ? received_at : null;
  }
}
