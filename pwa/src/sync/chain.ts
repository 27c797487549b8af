/**
 * The install's chain of changes: numbered without gaps, each naming the one before, durable before "On this phone".
 *
 * Sign and seal from where this tab left the chain; then one strict transaction checks that it still stands there
 * and writes everything. Where another tab came first all of it is repeated, under the Web Lock of the install and
 * from what the disk says. Cryptography is never awaited inside a transaction: Firefox ends it (FINDINGS section 10).
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

/** Each lost try is a change that another tab has kept, so it ends with them; the bound is for what cannot be. */
const TRIES_MAX = 1_000;

/** Where the chain stands, with the last counter of each reference letter. */
interface Place {
  readonly head: HeadRow | undefined;
  readonly counters: ReadonlyMap<string, number>;
}

/** What goes in the same transaction, because it is now in the chain. */
export interface Settled {
  readonly drafts: readonly string[];
  readonly captures: readonly string[];
}

interface Wanted {
  readonly count: number;
  readonly compose: Compose;
  readonly settled: Settled;
}

export class Chain {
  readonly #database: Database;
  readonly #install: OpenInstall;
  readonly #outbox: Outbox;
  readonly #clock: Clock;
  /** Where this tab's last write left it; null when it must be read. */
  #left: Place | null = null;
  /** One write of this tab after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(database: Database, install: OpenInstall, outbox: Outbox, clock: Clock) {
    this.#database = database;
    this.#install = install;
    this.#outbox = outbox;
    this.#clock = clock;
  }

  /**
   * Writes changes durably, all or none, and drops what they settle.
   *
   * count: how many `compose` will make. Rejects with TooLarge, or with the database's error: then nothing was kept.
   */
  append(count: number, compose: Compose, settled: Settled): Promise<readonly Kept[]> {
    const written = this.#turn.then(() => this.#inTurn({ count, compose, settled }));
    this.#turn = written.then(
      () => undefined,
      () => undefined,
    );
    return written;
  }

  /**
   * From where this tab left the chain, without lock and reading: nearly always it still stands there, and the
   * transaction finds out when it does not. Else under the lock.
   */
  async #inTurn(wanted: Wanted): Promise<readonly Kept[]> {
    const left = this.#left;
    const written = left === null ? null : await this.#tryAppend(left, wanted);
    if (written !== null) return written;
    return navigator.locks.request(`chain/${this.#install.enrolment.install}`, async () => {
      for (let tries = 1; ; tries += 1) {
        const again = await this.#tryAppend(await this.#read(), wanted);
        if (again !== null) return again;
        if (tries === TRIES_MAX) throw new Error('the chain moved on');
      }
    });
  }

  async #tryAppend({ head, counters }: Place, { count, compose, settled }: Wanted): Promise<readonly Kept[] | null> {
    const next = new Map(counters);
    const ids = Array.from({ length: count }, () => changeId(this.#clock.now()));
    const nextReference = (letter: string): string => {
      const number = (next.get(letter) ?? 0) + 1;
      next.set(letter, number);
      return `${letter}-${this.#install.enrolment.code}-${String(number).padStart(4, '0')}`;
    };
    const written: Kept[] = [];
    let prev = head?.prev ?? null;
    for (const [at, each] of compose({ nextReference, ids }).entries()) {
      const kept = await this.#signed(each, ids[at] ?? changeId(this.#clock.now()), (head?.dseq ?? 0) + at + 1, prev);
      prev = kept.hash;
      written.push(kept);
    }
    const [rows, sealed] = await Promise.all([
      Promise.all(written.map((kept) => this.#row(kept))),
      this.#install.vault.seal('outbox', ['counters'], JSON.stringify([...next])),
    ]);
    const after: HeadRow = { name: 'head', dseq: (head?.dseq ?? 0) + written.length, prev, counters: sealed };
    // Until the disk has answered nobody knows where the chain stands.
    this.#left = null;
    const done = await steadily(this.#database, () => this.#commit(head, after, rows, settled));
    if (!done) return null;
    this.#left = { head: after, counters: next };
    this.#outbox.add(written, rows);
    return written;
  }

  /** Compare and set; false when somebody else came first. */
  async #commit(before: HeadRow | undefined, after: HeadRow, rows: readonly OutboxRow[], settled: Settled): Promise<boolean> {
    const { strict } = this.#database;
    return strict.transaction('rw', [strict.chain, strict.outbox, strict.drafts, strict.captures], async () => {
      const found = await strict.chain.get('head');
      // A write that was repeated on a new connection finds itself already there.
      if (found?.dseq === after.dseq && found.prev === after.prev) return true;
      if (found?.dseq !== before?.dseq || found?.prev !== before?.prev) return false;
      // All at once: each wait would be a way to the storage process and back.
      await Promise.all([strict.outbox.bulkAdd(rows), strict.drafts.bulkDelete([...settled.drafts]), strict.chain.put(after)]);
      if (settled.captures.length > 0) await strict.captures.bulkDelete([...settled.captures]);
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

  async #read(): Promise<Place> {
    const head = await this.#database.strict.chain.get('head');
    if (head === undefined) return { head, counters: new Map() };
    const text = await this.#install.vault.open('outbox', ['counters'], head.counters);
    return { head, counters: new Map(JSON.parse(text) as [string, number][]) };
  }
}
