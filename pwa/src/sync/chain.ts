/**
 * The install's chain of changes: numbered without gaps, each naming the one before, durable before "On this phone".
 *
 * Under the Web Lock of the install: read where the chain stands, sign, seal; then one strict transaction checks
 * that it still stands there and writes everything, else all of it is repeated. Cryptography is never awaited
 * inside a transaction: Firefox ends it (FINDINGS section 10).
 */

import { base64url, randomBytes, utf8 } from '../lib/bytes';
import { sha256 } from '../lib/hashes';
import { changeId } from '../lib/ids';
import { SCHEMA } from '../records/index.gen';
import { type Database, type HeadRow, type OutboxRow, steadily } from '../store/database';
import type { Kept, Outbox } from '../store/outbox';
import type { ChangeText } from '../store/texts';
import { copyBytes, sealToServer } from '../vault/server_seal';
import { changeText, TEXT_BYTES_MAX } from './envelope';
import type { OpenInstall } from './install';

/** What the caller knows of a change; the chain adds number, predecessor, id, time, salt and signature. */
export type Unchained = Pick<ChangeText, 'stream' | 'type' | 'record' | 'op' | 'base' | 'after' | 'set' | 'resolves' | 'seen' | 'reason'>;

/** Time as evidence: never an order. */
export interface Clock {
  /** Milliseconds since 1970 by this device. */
  now(): number;
  /** The same as local text with offset. */
  wall(): string;
  /** Milliseconds since this run began; cannot be set back. */
  monotonic(): number;
  /** This run. */
  readonly session: string;
}

/** Makes the changes once the chain's place is known: later ones may name the ids of earlier ones. */
export type Compose = (made: { readonly nextReference: (letter: string) => string; readonly ids: readonly string[] }) => readonly Unchained[];

/** A text that is longer than the protocol allows: found before anything is written. */
export class TooLarge extends Error {}

/** Another tab without the lock can only come first so often. */
const TRIES_MAX = 5;

export class Chain {
  readonly #database: Database;
  readonly #install: OpenInstall;
  readonly #outbox: Outbox;
  readonly #clock: Clock;

  constructor(database: Database, install: OpenInstall, outbox: Outbox, clock: Clock) {
    this.#database = database;
    this.#install = install;
    this.#outbox = outbox;
    this.#clock = clock;
  }

  /**
   * Writes changes durably, all or none, and drops the drafts that they settle.
   *
   * count: how many `compose` will make. Rejects with TooLarge, or with the database's error: then nothing was kept.
   */
  append(count: number, compose: Compose, drafts: readonly string[]): Promise<readonly Kept[]> {
    return navigator.locks.request(`chain/${this.#install.enrolment.install}`, async () => {
      for (let tries = 1; ; tries += 1) {
        const written = await this.#tryAppend(count, compose, drafts);
        if (written !== null) return written;
        if (tries === TRIES_MAX) throw new Error('the chain moved on');
      }
    });
  }

  async #tryAppend(count: number, compose: Compose, drafts: readonly string[]): Promise<readonly Kept[] | null> {
    const head = await this.#database.strict.chain.get('head');
    const counters = await this.#counters(head);
    const ids = Array.from({ length: count }, () => changeId(this.#clock.now()));
    const nextReference = (letter: string): string => {
      const next = (counters.get(letter) ?? 0) + 1;
      counters.set(letter, next);
      return `${letter}-${this.#install.enrolment.code}-${String(next).padStart(4, '0')}`;
    };
    const composed = compose({ nextReference, ids });
    const written: Kept[] = [];
    let prev = head?.prev ?? null;
    for (const [at, each] of composed.entries()) {
      const kept = await this.#signed(each, ids[at] ?? changeId(this.#clock.now()), (head?.dseq ?? 0) + at + 1, prev);
      prev = kept.hash;
      written.push(kept);
    }
    const rows = await Promise.all(written.map((kept) => this.#row(kept)));
    const sealed = await this.#install.vault.seal('outbox', ['counters'], JSON.stringify([...counters]));
    const after: HeadRow = { name: 'head', dseq: (head?.dseq ?? 0) + written.length, prev, counters: sealed };
    const done = await steadily(this.#database, () => this.#commit(head, after, rows, drafts));
    if (!done) return null;
    for (const kept of written) this.#outbox.add(kept);
    return written;
  }

  /** Compare and set; false when somebody else came first. */
  async #commit(before: HeadRow | undefined, after: HeadRow, rows: readonly OutboxRow[], drafts: readonly string[]): Promise<boolean> {
    const { strict } = this.#database;
    return strict.transaction('rw', [strict.chain, strict.outbox, strict.drafts], async () => {
      const found = await strict.chain.get('head');
      // A write that was repeated on a new connection finds itself already there.
      if (found?.dseq === after.dseq && found.prev === after.prev) return true;
      if (found?.dseq !== before?.dseq || found?.prev !== before?.prev) return false;
      await strict.outbox.bulkAdd(rows);
      await strict.drafts.bulkDelete([...drafts]);
      await strict.chain.put(after);
      return true;
    });
  }

  async #signed(made: Unchained, id: string, dseq: number, prev: string | null): Promise<Kept> {
    const { enrolment, signing } = this.#install;
    const change: ChangeText = {
      ...made,
      id,
      tenant: enrolment.tenant,
      install: enrolment.install,
      author: enrolment.person.id,
      dseq,
      prev,
      at: { wall: this.#clock.wall(), monotonic: Math.round(this.#clock.monotonic()), session: this.#clock.session },
      schema: SCHEMA,
      app: __LANTERN_BUILD__.slice(0, 60),
      salt: base64url(randomBytes(16)),
    };
    const text = changeText(change);
    if (utf8(text).length > TEXT_BYTES_MAX) throw new TooLarge();
    const [hash, signature] = await Promise.all([sha256(text), signing.signChange(text)]);
    return { change, hash, dseq, state: 'unsent', verdict: null, problems: [], receipt: null, envelope: [text, signature] };
  }

  async #row(kept: Kept): Promise<OutboxRow> {
    const { enrolment, sealing_key } = this.#install;
    const place = { tenant: enrolment.tenant, install: enrolment.install, dseq: kept.dseq };
    const copy = await sealToServer(sealing_key, enrolment.sealing_key.kid, place, kept.envelope);
    return this.#outbox.row(kept, copyBytes(copy));
  }

  async #counters(head: HeadRow | undefined): Promise<Map<string, number>> {
    if (head === undefined) return new Map();
    const text = await this.#install.vault.open('outbox', ['counters'], head.counters);
    return new Map(JSON.parse(text) as [string, number][]);
  }
}
