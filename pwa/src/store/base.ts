/**
 * What the server said: one row per placement, pages written together with the cursor, shown at `complete`.
 *
 * A row goes only by a `leave` or a `dropped`, never because something is absent. The digest is our own, over the
 * rows as they lie here; the server's is only compared with it (PROTOCOL section 9; DESIGN section 5, Pull).
 */

import type { Departed } from '../api/core';
import { homeOf } from '../lib/streams';
import { SCHEMA } from '../records/index.gen';
import type { Vault } from '../vault/sealing';
import { type Bucket, openBucket, rebucketed } from './buckets';
import { type BucketRow, type Database, ofStream, type Row } from './database';
import { digits, moved, sumOf } from './digest';
import { agrees, type Compared, type Complete, completed, cursorOf, type Page, placedOf, type Shown } from './pages';
import { Rows } from './rows';
import { type Cursor, newSide, NO_SIDES, pulledSide, readSides, type Side, sideRow, type Sides } from './sides';
import { Staging } from './staging';
import type { Indexed } from './summary';
import { type RecordText, readRecordText } from './texts';

/** A stream this small is read back at each `complete`; a larger one once an hour and on asking. */
const SMALL_STREAM_RECORDS = 300;
const CHECK_EVERY_MS = 3_600_000;

export class Base {
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #brief: (text: RecordText) => Indexed;
  readonly #rows: Rows;
  readonly #staging: Staging;
  #sides: Sides = NO_SIDES;

  /** brief: a record's summary, without this phone's own changes. */
  constructor(database: Database, vault: Vault, brief: (text: RecordText) => Indexed) {
    this.#database = database;
    this.#vault = vault;
    this.#brief = brief;
    this.#rows = new Rows(database, vault);
    this.#staging = new Staging(database, vault);
  }

  get sides(): Sides {
    return this.#sides;
  }

  /** Reads where the streams stand: at unlock, and when another tab has synced. */
  async load(): Promise<void> {
    this.#sides = await readSides(this.#database, this.#vault);
  }

  /**
   * The shown text of a record, in its stream or wherever it is placed. A row that does not open is null. One that has
   * gone to the old records or come back from them meanwhile is found beside where it was.
   */
  async text(record: string, stream?: string): Promise<RecordText | null> {
    const rows = await this.#database.relaxed.rows.where('record').equals(record).toArray();
    for (const side of this.#sides.shown.values()) {
      const row = rows.find((each) => each.stream === side.number);
      if (row === undefined || (stream !== undefined && homeOf(side.stream) !== homeOf(stream))) continue;
      const line = await this.#rows.line(row).catch(() => null);
      if (line !== null) return readRecordText(line);
    }
    return null;
  }

  /** The summaries of a shown stream, bucket by bucket, newest first, so that others get their turn between. */
  async *summaries(stream: string): AsyncGenerator<Bucket> {
    const side = this.#sides.shown.get(stream);
    if (side === undefined) return;
    const rows = await this.#database.relaxed.buckets.where('stream').equals(side.number).toArray();
    for (const row of rows.reverse()) yield await openBucket(this.#vault, row);
  }

  /** Makes the summaries anew that an app of another schema has made. Whether there were any. Not while a pull writes. */
  async resummarise(): Promise<boolean> {
    const { shown, building } = this.#sides;
    const earlier = [...shown.values(), ...building.values()].filter((side) => (side.schema ?? 1) !== SCHEMA);
    if (earlier.length === 0) return false;
    const { resummarised } = await import('./resummary');
    const { relaxed } = this.#database;
    for (const side of earlier) {
      const buckets = await resummarised(this.#database, this.#vault, side.number, async (row) => {
        const line = await this.#rows.line(row).catch(() => null);
        const text = line === null ? null : readRecordText(line);
        return text === null ? null : this.#brief(text);
      });
      const after = { ...side, schema: SCHEMA };
      const row = await sideRow(this.#vault, after);
      await relaxed.transaction('rw', [relaxed.streams, relaxed.buckets], async () => {
        await relaxed.buckets.bulkPut(buckets);
        await relaxed.streams.put(row);
      });
      this.#adopt(after);
    }
    return true;
  }

  /** Keeps a page of which the rest is still to come. The cursor lies in the same transaction. */
  async keep(stream: string, page: Page): Promise<void> {
    const side = pulledSide(this.#sides, stream) ?? newSide(stream);
    if (side.shown) this.#adopt(await this.#staging.keep(side, page));
    else await this.#write(side, page, page.cursor);
  }

  /**
   * Shows a stream as of `complete` when our digest agrees; otherwise begins another copy beside it.
   * page: what came with it and is not kept yet. Null when the digest did not match.
   */
  async finish(stream: string, page: Page, complete: Complete, now: number, at: string): Promise<Shown | null> {
    const side = pulledSide(this.#sides, stream) ?? newSide(stream);
    return side.shown ? this.#finishDelta(side, page, complete, now, at) : this.#finishCopy(side, page, complete, now, at);
  }

  /** Begins another copy beside the shown one, from the beginning of the stream. */
  async rebuild(stream: string): Promise<void> {
    const old = this.#sides.building.get(stream);
    const side = newSide(stream);
    const row = await sideRow(this.#vault, side);
    const { relaxed } = this.#database;
    await relaxed.transaction('rw', [relaxed.streams, relaxed.rows, relaxed.buckets, relaxed.incoming], async () => {
      if (old !== undefined) await this.#remove(old.number);
      const shown = this.#sides.shown.get(stream);
      if (shown !== undefined) await relaxed.incoming.where('[stream+record]').between(...ofStream(shown.number)).delete();
      await relaxed.streams.put(row);
    });
    this.#adopt(side);
  }

  /** Takes a stream away whose grant has ended. The records that went, for lists. */
  async drop(stream: string): Promise<Shown> {
    const { relaxed } = this.#database;
    const sides = [this.#sides.shown.get(stream), this.#sides.building.get(stream)].filter((side) => side !== undefined);
    await relaxed.transaction('rw', [relaxed.streams, relaxed.rows, relaxed.buckets, relaxed.incoming], async () => {
      for (const side of sides) await this.#remove(side.number);
    });
    const [shown, building] = [new Map(this.#sides.shown), new Map(this.#sides.building)];
    shown.delete(stream);
    building.delete(stream);
    this.#sides = { shown, building };
    return { stream, put: [], gone: [], whole: true };
  }

  /**
   * Reads every stored row of a shown stream back (opens it, hashes its text, adds up) and compares with the last
   * `complete`; null when the stream has gone. What a pull, here or in another tab, wrote between two slices of the
   * reading would look like damage: then it is read again.
   */
  async compare(stream: string): Promise<Compared | null> {
    for (;;) {
      const side = await this.#storedSide(stream);
      if (side === null) return null;
      const checked = await this.#rows.readBack(side.number);
      const after = await this.#storedSide(stream);
      if (after?.number !== side.number || after.complete?.at !== side.complete?.at || after.digest !== side.digest) continue;
      return { ...checked, matches: checked.sound && checked.digest === side.complete?.digest };
    }
  }

  /** As it lies on the disk: another tab may have written it. */
  async #storedSide(stream: string): Promise<Side | null> {
    return (await readSides(this.#database, this.#vault)).shown.get(stream) ?? null;
  }

  /** Notices of records that left. */
  async departed(): Promise<readonly Departed[]> {
    const rows = await this.#database.relaxed.notices.toArray();
    const texts = await Promise.all(rows.map((row) => this.#vault.open('records', ['notice'], row.sealed)));
    return texts.map((text) => JSON.parse(text) as Departed);
  }

  async #finishCopy(side: Side, page: Page, complete: Complete, now: number, at: string): Promise<Shown | null> {
    const written = await this.#write(side, page, complete);
    const checked = await this.#rows.readBack(side.number);
    if (!agrees(checked, complete)) {
      await this.rebuild(side.stream);
      return null;
    }
    const shown: Side = { ...written, shown: true, complete: completed(complete, at), checked_at: now };
    const row = await sideRow(this.#vault, shown);
    const old = this.#sides.shown.get(side.stream);
    const { relaxed } = this.#database;
    await relaxed.transaction('rw', [relaxed.streams, relaxed.rows, relaxed.buckets, relaxed.incoming], async () => {
      await relaxed.streams.put(row);
      if (old !== undefined) await this.#remove(old.number);
    });
    this.#adopt(shown);
    return { stream: side.stream, put: [], gone: [], whole: true };
  }

  async #finishDelta(side: Side, page: Page, complete: Complete, now: number, at: string): Promise<Shown | null> {
    const whole = await this.#staging.whole(side, page);
    const prepared = await this.#prepare(side, whole);
    if (prepared.digest !== complete.digest || prepared.count !== complete.count) {
      await this.rebuild(side.stream);
      return null;
    }
    const after = { ...prepared.side, cursor: cursorOf(complete), complete: completed(complete, at) };
    await this.#commit(after, whole, prepared.rows, prepared.buckets, true);
    if (prepared.count > SMALL_STREAM_RECORDS && now - side.checked_at < CHECK_EVERY_MS) return prepared.shown;
    const checked = await this.#rows.readBack(side.number);
    if (!agrees(checked, complete)) {
      await this.rebuild(side.stream);
    } else {
      const row = await sideRow(this.#vault, { ...after, checked_at: now });
      await this.#database.relaxed.streams.put(row);
      this.#adopt({ ...after, checked_at: now });
    }
    return prepared.shown;
  }

  async #write(side: Side, page: Page, cursor: Cursor): Promise<Side> {
    const prepared = await this.#prepare(side, page);
    const after = { ...prepared.side, cursor: cursorOf(cursor) };
    await this.#commit(after, page, prepared.rows, prepared.buckets, false);
    return after;
  }

  /** Everything that needs cryptography, before the transaction: in one it must not be awaited. */
  async #prepare(side: Side, page: Pick<Page, 'records' | 'leaves'>): Promise<Prepared> {
    const { relaxed } = this.#database;
    const records = [...page.records.map((each) => each.text.record), ...page.leaves.map((each) => each.record)];
    const found = await relaxed.rows.bulkGet(records.map((record): [number, string] => [side.number, record]));
    const before = found.filter((row) => row !== undefined);
    const where = new Map(before.map((row) => [row.record, row.bucket]));
    const put = page.records.map((each) => this.#brief(each.text));
    const gone = page.leaves.map((each) => each.record).filter((record) => where.has(record));
    const { rows: buckets, placed } = await rebucketed(this.#database, this.#vault, side.number, { put, gone }, where);
    const rows = await Promise.all(page.records.map((each) => this.#rows.sealed(side.number, each, placed.get(each.text.record) ?? 0)));
    const sum = moved(BigInt(`0x${side.digest}`), await sumOf(before), await sumOf(page.records.map(placedOf)));
    const digest = digits(sum);
    const count = side.count - before.length + page.records.length;
    return { side: { ...side, digest, count }, rows, buckets, digest, count, shown: { stream: side.stream, put, gone, whole: false } };
  }

  async #commit(
    side: Side,
    page: Pick<Page, 'records' | 'leaves'>,
    rows: readonly Row[],
    buckets: readonly BucketRow[],
    staged: boolean,
  ): Promise<void> {
    const row = await sideRow(this.#vault, side);
    const notices = await Promise.all(page.leaves.flatMap((each) => (each.notice === null ? [] : [this.#notice(side.stream, each.notice)])));
    const { relaxed } = this.#database;
    const tables = [relaxed.streams, relaxed.rows, relaxed.buckets, relaxed.incoming, relaxed.notices];
    await relaxed.transaction('rw', tables, async () => {
      await relaxed.rows.bulkDelete(page.leaves.map((each): [number, string] => [side.number, each.record]));
      await relaxed.rows.bulkPut(rows);
      await relaxed.buckets.bulkPut(buckets);
      await relaxed.notices.bulkAdd(notices);
      if (staged) await relaxed.incoming.where('[stream+record]').between(...ofStream(side.number)).delete();
      await relaxed.streams.put(row);
    });
    this.#adopt(side);
  }

  async #notice(stream: string, notice: Omit<Departed, 'stream'>): Promise<{ sealed: ArrayBuffer }> {
    const departed: Departed = { stream, ...notice };
    return { sealed: await this.#vault.seal('records', ['notice'], JSON.stringify(departed)) };
  }

  /** Within a transaction: everything of one copy. */
  async #remove(number: number): Promise<void> {
    const { relaxed } = this.#database;
    await relaxed.rows.where('[stream+record]').between(...ofStream(number)).delete();
    await relaxed.incoming.where('[stream+record]').between(...ofStream(number)).delete();
    await relaxed.buckets.where('stream').equals(number).delete();
    await relaxed.streams.delete(number);
  }

  #adopt(side: Side): void {
    const [shown, building] = [new Map(this.#sides.shown), new Map(this.#sides.building)];
    if (side.shown) {
      shown.set(side.stream, side);
      if (building.get(side.stream)?.number === side.number) building.delete(side.stream);
    } else {
      building.set(side.stream, side);
    }
    this.#sides = { shown, building };
  }
}

interface Prepared {
  readonly side: Side;
  readonly rows: readonly Row[];
  readonly buckets: readonly BucketRow[];
  readonly digest: string;
  readonly count: number;
  readonly shown: Shown;
}
