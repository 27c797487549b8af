/**
 * This install's changes that the shown texts do not contain yet. A change leaves only after a verdict, and its
 * copy sealed to the server stays 30 days longer: nothing that was entered hangs on one answer of one server.
 */

import type { Vault } from '../vault/sealing';
import type { Connection, Database, OutboxRow } from './database';
import { dropSpare, keepSpare, matchSpare } from './spare';
import type { ChangeText } from './texts';
import type { FilesState, Pending } from './view';

/** A pending change with what is sent of it. */
export interface Kept extends Pending {
  readonly dseq: number;
  /** The signed text, verbatim, and its signature. */
  readonly envelope: readonly [text: string, signature: string];
}

/** What an outbox row holds, sealed. The text is stored once, inside the envelope. */
type Sealed = Omit<Kept, 'change' | 'dseq' | 'state' | 'files'>;

const KEPT_AFTER_MS = 30 * 86_400_000;

/** What can be sent once more. copy: as `copyBytes` wrote it. */
export interface Again {
  readonly kept: readonly Kept[];
  readonly copies: readonly { readonly dseq: number; readonly copy: ArrayBuffer }[];
}

export class Outbox {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #install: string;
  readonly #kept = new Map<number, Kept>();

  readonly #filesOf: (change: ChangeText) => FilesState;

  /** filesOf: how the files of a change stand. */
  constructor(database: Database, vault: Vault, install: string, filesOf: (change: ChangeText) => FilesState = () => null) {
    this.#database = database;
    this.#vault = vault;
    this.#install = install;
    this.#filesOf = filesOf;
  }

  /** In the order in which they were written. */
  get all(): readonly Kept[] {
    const sorted = [...this.#kept.values()].sort((one, other) => one.dseq - other.dseq);
    return sorted.map((each) => ({ ...each, files: this.#filesOf(each.change) }));
  }

  /** Those about one record. */
  of(record: string): readonly Kept[] {
    return this.all.filter((each) => each.change.record === record);
  }

  /** Of the change with this id. */
  find(change: string): Kept | undefined {
    return this.all.find((each) => each.change.id === change);
  }

  /** Reads what is on disk: at unlock, and when another tab has written. */
  async load(): Promise<void> {
    const rows = await this.#database.strict.outbox.where('state').anyOf('unsent', 'sent', 'attention').toArray();
    const read = await Promise.all(rows.map((row) => this.#open(row)));
    this.#kept.clear();
    for (const each of read) if (each !== null) this.#kept.set(each.dseq, each);
    void matchSpare(this.#install, rows.filter((row) => row.state !== 'sent'));
  }

  /** The row of a change, before the transaction that makes it durable. */
  async row(kept: Kept, copy: ArrayBuffer): Promise<OutboxRow> {
    return { dseq: kept.dseq, state: kept.state, sealed: await this.#seal(kept), copy, forget_at: null };
  }

  /** After that transaction. */
  add(written: readonly Kept[], rows: readonly OutboxRow[]): void {
    for (const kept of written) this.#kept.set(kept.dseq, kept);
    void keepSpare(this.#install, rows);
  }

  /** Verdicts, kept durably in one transaction before any is shown. */
  async update(judged: readonly Kept[]): Promise<void> {
    const sealed = await Promise.all(judged.map((kept) => this.#seal(kept)));
    const { strict } = this.#database;
    await strict.transaction('rw', strict.outbox, async () => {
      for (const [at, kept] of judged.entries()) {
        await strict.outbox.update(kept.dseq, { state: kept.state, sealed: sealed[at] ?? null });
      }
    });
    for (const kept of judged) this.#kept.set(kept.dseq, kept);
    void dropSpare(this.#install, judged.filter((kept) => kept.state === 'sent').map(({ dseq }) => dseq));
  }

  /** Passed by a pull or settled: only the copy sealed to the server is left. `within`: more writes of the same transaction. */
  async finish(done: readonly Kept[], now: number, within?: (strict: Connection) => Promise<void>): Promise<void> {
    const { strict } = this.#database;
    await strict.transaction('rw', [strict.outbox, strict.drafts], async () => {
      for (const each of done) {
        await strict.outbox.update(each.dseq, { state: 'done', sealed: null, forget_at: now + KEPT_AFTER_MS });
      }
      await within?.(strict);
    });
    for (const each of done) this.#kept.delete(each.dseq);
    void dropSpare(this.#install, done.map(({ dseq }) => dseq));
  }

  /** What this phone still has of these numbers and has sent before, in order: those at hand, and copies of the others. */
  async again(ranges: readonly (readonly [number, number])[]): Promise<Again> {
    const rows: OutboxRow[] = [];
    for (const [first, last] of ranges) rows.push(...(await this.#database.strict.outbox.where('dseq').between(first, last, true, true).toArray()));
    const sent = rows.filter((row) => row.state !== 'unsent');
    return {
      kept: sent.map((row) => this.#kept.get(row.dseq)).filter((kept) => kept !== undefined),
      copies: sent.filter((row) => !this.#kept.has(row.dseq)).map(({ dseq, copy }) => ({ dseq, copy })),
    };
  }

  /** The words of this change were erased everywhere: nothing of it stays here, sealed copy included. What was never sent stays. */
  async erase(dseq: number): Promise<void> {
    const { strict } = this.#database;
    await strict.outbox
      .where('dseq')
      .equals(dseq)
      .filter((row) => row.state !== 'unsent')
      .delete();
    if (this.#kept.get(dseq)?.state !== 'unsent') this.#kept.delete(dseq);
  }

  /** Forgets copies whose 30 days are over. */
  async forget(now: number): Promise<void> {
    const { strict } = this.#database;
    await strict.outbox
      .where('state')
      .equals('done')
      .filter((row) => row.forget_at !== null && row.forget_at <= now)
      .delete();
  }

  async #seal(kept: Kept): Promise<ArrayBuffer> {
    const { hash, verdict, problems, receipt, envelope } = kept;
    const held: Sealed = { hash, verdict, problems, receipt, envelope };
    return this.#vault.seal('outbox', [kept.dseq], JSON.stringify(held));
  }

  async #open(row: OutboxRow): Promise<Kept | null> {
    if (row.sealed === null || row.state === 'done') return null;
    const held = JSON.parse(await this.#vault.open('outbox', [row.dseq], row.sealed)) as Sealed;
    return { ...held, dseq: row.dseq, state: row.state, change: JSON.parse(held.envelope[0]) as ChangeText };
  }
}
