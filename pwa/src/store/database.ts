/**
 * One install's database. Nothing in it can be read without the vault: what stands in clear are random ids,
 * counters as coarse sort keys, states of sending, opaque stream numbers, versions and hashes.
 *
 * Two connections on it: `strict` answers when the disk has it (drafts, outbox, chain, keys), `relaxed` is for
 * pages that the server can send again.
 */

import { Dexie, type Table } from 'dexie';
import type { CaptureKind } from '../api/locked';
import type { PinnedKey } from '../vault/server_seal';
import type { Slot } from '../vault/slot';
import { deleteFiles } from './files';
import { deleteTiles } from './tiles';

export interface KeyRow {
  readonly name: 'signing' | 'enrolment' | 'verdicts' | 'acknowledged' | 'witnessed' | 'opened' | 'letterbox';
  readonly sealed: ArrayBuffer;
}

/** The PIN's slot and what guards it. */
export interface SlotRow extends Slot {
  readonly name: 'slot';
  /** Wrong ones since the last right one. */
  readonly tries: number;
  /** SHA-256 of the share that it needs, which tells nothing of 32 random bytes; missing until a PIN has opened an older slot. */
  readonly share_hash?: string;
}

/**
 * Where things are put in while the phone is locked; only the vault has the key that takes them out. In clear, as
 * whoever puts in has no key: it names nobody.
 */
export interface LetterboxRow {
  readonly name: 'letterbox';
  readonly public_key: ArrayBuffer;
  readonly tenant: string;
  /** The server's key as pinned: what was put in is sealed to it too. */
  readonly sealing_key: PinnedKey;
  /** What may be put in; none where the force switched it off. */
  readonly takes: readonly CaptureKind[];
}

/** A passkey's slot; everything about it may be known. */
export interface PasskeyRow {
  readonly name: 'passkey';
  readonly credential: ArrayBuffer;
  /** What its PRF is asked for. */
  readonly salt: ArrayBuffer;
  readonly wrapped: ArrayBuffer;
}

/** Put in while locked. */
export interface CaptureRow {
  readonly capture: string;
  readonly sealed: ArrayBuffer;
  /** The same sealed to the server, as `copyBytes` wrote it. */
  readonly note: ArrayBuffer;
  /** The server has proved to have this note. */
  readonly stored_at?: string;
}

/** The server's share of this shift; milliseconds since 1970. */
export interface ShareRow {
  readonly name: 'share';
  readonly share: ArrayBuffer;
  /** The one before, where it was another: the server gives the same for the life of an install. */
  readonly before?: ArrayBuffer;
  readonly begins: number;
  readonly ends: number;
  /** End and overrun: it leaves then, unless work is open. */
  readonly latest: number;
  /** A patrol of this install is open: the share stays (up to 18 h). */
  readonly held: boolean;
}

export interface HeadRow {
  readonly name: 'head';
  readonly dseq: number;
  readonly prev: string | null;
  /** Last counter per reference letter. */
  readonly counters: ArrayBuffer;
}

export interface OutboxRow {
  readonly dseq: number;
  /** done: settled or passed by a pull; only the copy sealed to the server is left, until `forget_at`. */
  readonly state: 'unsent' | 'sent' | 'attention' | 'done';
  readonly sealed: ArrayBuffer | null;
  readonly copy: ArrayBuffer;
  readonly forget_at: number | null;
  /** The server has proved to have the copy, delivered by others or by the key alone: its time. */
  readonly stored_at?: string;
}

export interface DraftRow {
  readonly draft: string;
  readonly sealed: ArrayBuffer;
  /** Its state sealed to the server, as `copyBytes` wrote it; absent when it is longer than a note may be. */
  readonly note?: ArrayBuffer;
  /** The server has proved to have this note. */
  readonly stored_at?: string;
}

/** A copy of a stream: the one shown, or one that is built beside it. */
export interface StreamRow {
  readonly number: number;
  readonly sealed: ArrayBuffer;
}

/** A record's place in a copy of a stream. */
export interface Row {
  readonly stream: number;
  readonly record: string;
  readonly version: number;
  /** SHA-256 of the text as sent. */
  readonly hash: string;
  readonly bucket: number;
  readonly sealed: ArrayBuffer;
}

/** Part of a delta that is not complete yet; shown at `complete`. */
export interface IncomingRow {
  readonly stream: number;
  readonly record: string;
  readonly sealed: ArrayBuffer;
}

/** About 100 summaries, sealed in one. */
export interface BucketRow {
  readonly bucket: number;
  readonly stream: number;
  readonly sealed: ArrayBuffer;
}

export interface NoticeRow {
  readonly number?: number;
  readonly sealed: ArrayBuffer;
}

export class Connection extends Dexie {
  declare keys: Table<KeyRow, string>;
  declare guards: Table<SlotRow | ShareRow | LetterboxRow | PasskeyRow, string>;
  declare chain: Table<HeadRow, string>;
  declare outbox: Table<OutboxRow, number>;
  declare drafts: Table<DraftRow, string>;
  declare captures: Table<CaptureRow, string>;
  declare streams: Table<StreamRow, number>;
  declare rows: Table<Row, [number, string]>;
  declare incoming: Table<IncomingRow, [number, string]>;
  declare buckets: Table<BucketRow, number>;
  declare notices: Table<NoticeRow, number>;

  constructor(name: string, durability: 'strict' | 'relaxed') {
    super(name, { chromeTransactionDurability: durability });
    this.version(1).stores({
      keys: 'name',
      guards: 'name',
      chain: 'name',
      outbox: 'dseq, state',
      drafts: 'draft',
      streams: 'number',
      rows: '[stream+record], record',
      incoming: '[stream+record]',
      buckets: 'bucket, stream',
      notices: '++number',
    });
    this.version(2).stores({ captures: 'capture' });
  }
}

export interface Database {
  readonly strict: Connection;
  readonly relaxed: Connection;
  close(): void;
}

/** Opens (or makes) the database of an install. */
export async function openDatabase(install: string): Promise<Database> {
  const strict = new Connection(`lantern-${install}`, 'strict');
  const relaxed = new Connection(`lantern-${install}`, 'relaxed');
  const close = (): void => {
    strict.close();
    relaxed.close();
  };
  // Two connections block each other's upgrade: a newer version in another tab closes both.
  for (const connection of [strict, relaxed]) connection.on('versionchange', close);
  await strict.open();
  await relaxed.open();
  return { strict, relaxed, close };
}

/** Deletes an install's database with everything in it. Connections to it close themselves. */
export async function deleteDatabase(install: string): Promise<void> {
  await deleteTiles(install);
  await deleteFiles(install);
  await Dexie.delete(`lantern-${install}`);
}

/** Errors after which a connection is dead and the same write on a new one may succeed (FINDINGS R21). */
const DEAD: ReadonlySet<string> = new Set(['UnknownError', 'InvalidStateError', 'DatabaseClosedError', 'InternalError']);

/** Runs a write; once more on fresh connections when the browser dropped the old ones. */
export async function steadily<T>(database: Database, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || !DEAD.has(error.name)) throw error;
    database.close();
    await database.strict.open();
    await database.relaxed.open();
    return write();
  }
}

/** Whether an error came from the database: a full disk, a lost connection. */
export function isStorageError(error: unknown): boolean {
  return error instanceof Dexie.DexieError;
}

/** Whether there was no room for a write. Chromium ends the whole transaction for it and says why inside. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'QuotaExceededError' || ('inner' in error && isFull(error.inner));
}

/** All keys of a table whose compound key begins with a stream's number. */
export function ofStream(number: number): [[number, unknown], [number, unknown]] {
  return [
    [number, Dexie.minKey],
    [number, Dexie.maxKey],
  ];
}
