/**
 * Rescue, then wipe: an install that somebody in charge has ended delivers what is left of it by its key alone, as
 * long as the key is in memory, and goes from this phone only when the server has proved to have all of it.
 */

import type { Rescue as RescueStatus } from '../api/core';
import { type Database, deleteDatabase, openDatabase } from '../store/database';
import { forgetSpare } from '../store/spare';
import { Drafts } from '../store/drafts';
import { waitingFiles } from '../store/files';
import { undelivered } from '../store/undelivered';
import { forgetInstall } from '../store/registry';
import { waitAfter } from '../sync/back_off';
import { callByKey, type KeyHolder, openByKey } from '../sync/by_key';
import { deliver } from '../sync/deliver';
import type { Fetch } from '../sync/http';
import type { OpenInstall } from '../sync/install';
import { readChain, successors } from '../sync/new_keys';
import type { ReceiptKeys } from '../sync/stored';
import { isObject } from '../store/texts';
import { importPublicKey } from './signing';
import { noteSealer } from './note_seal';

export class Rescue {
  readonly #fetch: Fetch;
  readonly #install: OpenInstall;
  readonly #tell: () => void;
  /** Keys that receipts are proved with, once an answer has brought the chain. */
  #proving: ReceiptKeys | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  status: RescueStatus = { left: 0, files: 0, arrived: 0, bytes: 0, stored: 0, wiped: false, by_key: true };

  constructor(fetch: Fetch, install: OpenInstall, tell: () => void) {
    this.#fetch = fetch;
    this.#install = install;
    this.#tell = tell;
  }

  /** Tries until all of it is delivered and wiped. Never rejects. */
  async run(): Promise<void> {
    const done = await navigator.locks.request(`rescue/${this.#install.enrolment.install}`, () => this.#try()).catch(() => false);
    this.#tell();
    if (done) return;
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.run(), waitAfter(this.#failures, Math.random()));
  }

  /** The network came back. */
  poke(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.run();
  }

  async #try(): Promise<boolean> {
    const { install, tenant } = this.#install.enrolment;
    const database = await openDatabase(install);
    try {
      await this.#sealNotes(database);
      await this.#count(database, 0);
      this.#tell();
      const { signing } = this.#install;
      const { stored, left } = await deliver(database.strict, {
        tenant,
        send: (things) => callByKey(this.#fetch, { tenant, install, signing }, '/api/push', { install, changes: [], views: [], sealed: things }),
        keys: (answer) => this.#keys(answer),
      });
      await this.#count(database, stored);
      if (left > 0) return false;
    } finally {
      database.close();
    }
    if (this.status.files > 0 && !(await this.#deliverFiles())) return false;
    await wipe(install);
    this.status = { ...this.status, wiped: true };
    return true;
  }

  /** After the entries, so that the server knows what names them. */
  async #deliverFiles(): Promise<boolean> {
    const { deliverFiles } = await import('../sync/deliver_files');
    const { install, tenant } = this.#install.enrolment;
    const holder = { tenant, install, signing: this.#install.signing };
    const { stored, left } = await deliverFiles(install, {
      tenant,
      carrier: install,
      send: (request, signal) => openByKey(this.#fetch, holder, request, signal),
      keys: async () => this.#proving ?? this.#keys(await this.#asked(holder)),
      progress: (arrived, bytes) => {
        this.status = { ...this.status, arrived, bytes };
        this.#tell();
      },
      signal: new AbortController().signal,
    });
    this.status = { ...this.status, files: left, arrived: 0, bytes: 0, stored: this.status.stored + stored };
    return left === 0;
  }

  /** An empty push: its answer brings the server's newer keys. */
  async #asked(holder: KeyHolder): Promise<unknown> {
    const answer = await callByKey(this.#fetch, holder, '/api/push', { install: holder.install, changes: [], views: [], sealed: [] });
    return answer.kind === 'ok' ? answer.value : null;
  }

  async #count(database: Database, stored: number): Promise<void> {
    const { things, unsealed } = await undelivered(database.strict);
    const files = await waitingFiles(this.#install.enrolment.install);
    this.status = { ...this.status, left: things.length + unsealed, files, stored: this.status.stored + stored };
  }

  /** Drafts of an earlier version of the app have no note yet. */
  async #sealNotes(database: Database): Promise<void> {
    const drafts = new Drafts(database, this.#install.vault, noteSealer(this.#install));
    for (const row of await database.strict.drafts.toArray()) {
      if (row.note !== undefined) continue;
      const draft = await drafts.get(row.draft);
      if (draft !== null) await drafts.save(draft);
    }
  }

  /** An ended install pulls no more: new receipt keys come with the answer. */
  async #keys(answer: unknown): Promise<ReceiptKeys> {
    const { receipt_key, tenant } = this.#install.enrolment;
    const chain = isObject(answer) ? readChain(answer['keys']) : null;
    const followed = chain === null ? null : await successors(receipt_key, 'receipt', tenant, chain);
    const keys = new Map(this.#install.receipt_keys);
    for (const { kid, public_key } of followed ?? []) keys.set(kid, await importPublicKey(public_key));
    if (chain !== null) this.#proving = keys;
    return keys;
  }
}

/** Takes an install off this phone for good. Only after its things are proved to be delivered. */
export async function wipe(install: string): Promise<void> {
  await deleteDatabase(install);
  await forgetSpare(install);
  await forgetInstall(install);
}
