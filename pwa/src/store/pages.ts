/** A page of a pull, what the server says of a whole stream, and what came of it here. */

import type { Departed } from '../api/core';
import { sha256 } from '../lib/hashes';
import type { Placed } from './digest';
import type { Cursor, Side, Statement } from './sides';
import type { Indexed } from './summary';
import { type RecordText, readRecordText } from './texts';

/** A record's line of a pull: its text verbatim, read, and hashed. */
export interface Arrived {
  readonly line: string;
  readonly text: RecordText;
  readonly hash: string;
}

export interface Leave {
  readonly record: string;
  readonly notice: Omit<Departed, 'stream'> | null;
}

export interface Page {
  readonly records: readonly Arrived[];
  readonly leaves: readonly Leave[];
  readonly cursor: Cursor;
}

/** The server's statement about one snapshot of a stream. */
export interface Complete extends Cursor {
  readonly digest: string;
  readonly count: number;
  /** The cursor as the server signed it; null for an empty stream and from an older server. */
  readonly signed: Statement | null;
}

/** What became visible, for lists and screens. `whole`: the stream's summaries are to be read again. */
export interface Shown {
  readonly stream: string;
  readonly put: readonly Indexed[];
  readonly gone: readonly string[];
  readonly whole: boolean;
}

export interface Checked {
  readonly digest: string;
  readonly count: number;
  /** Every row opened, and its text had the hash that stands beside it. */
  readonly sound: boolean;
}

/** What a shown stream read back to, beside what the server said when it was complete. */
export interface Compared extends Checked {
  readonly matches: boolean;
}

/** A record's line, read and hashed. Throws when it is none. */
export async function arrived(line: string): Promise<Arrived> {
  const text = readRecordText(line);
  if (text === null) throw new TypeError('not the text of a record');
  return { line, text, hash: await sha256(line) };
}

export function placedOf(each: Arrived): Placed {
  return { record: each.text.record, version: each.text.version, hash: each.hash };
}

export function agrees(checked: Checked, complete: Complete): boolean {
  return checked.sound && checked.digest === complete.digest && checked.count === complete.count;
}

export function cursorOf(said: Cursor): Cursor {
  return { epoch: said.epoch, seq: said.seq, head: said.head };
}

export function completed(complete: Complete, at: string): NonNullable<Side['complete']> {
  return { ...cursorOf(complete), digest: complete.digest, at, signed: complete.signed };
}
