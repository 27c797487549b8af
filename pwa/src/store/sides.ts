/**
 * The copies of streams on this phone. A stream has one copy that is shown; another is built beside it on the
 * first sync, after a digest that did not match and after the server went back in time.
 */

import { SCHEMA } from '../records/index.gen';
import { digits } from './digest';
import type { Database, StreamRow } from './database';
import type { Vault } from '../vault/sealing';

/** How far a stream was read. */
export interface Cursor {
  readonly epoch: number;
  readonly seq: number;
  readonly head: string | null;
}

/** What the server signed, verbatim: it is shown to it again (PROTOCOL section 21). */
export type Statement = readonly [array: readonly unknown[], signature: string];

/** One copy of a stream, as sealed in the database. */
export interface Side {
  /** Opaque: drawn at random, stands in every row. */
  readonly number: number;
  readonly stream: string;
  readonly shown: boolean;
  /** The next pull goes on from here; null means from the beginning. */
  readonly cursor: Cursor | null;
  /** Our own sum over the stored rows, never the server's. */
  readonly digest: string;
  readonly count: number;
  /** Of the last `complete` whose digest matched; null before the first. */
  readonly complete: (Cursor & { readonly digest: string; readonly at: string; readonly signed?: Statement | null }) | null;
  /** Of the app that made its summaries; 1 where nothing is said. */
  readonly schema?: number;
  /** Milliseconds since 1970 when every row was last read back. */
  readonly checked_at: number;
}

/** The copies by stream. */
export interface Sides {
  readonly shown: ReadonlyMap<string, Side>;
  readonly building: ReadonlyMap<string, Side>;
}

export const NO_SIDES: Sides = { shown: new Map(), building: new Map() };

/** A copy that holds nothing yet. */
export function newSide(stream: string): Side {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return { number, stream, shown: false, cursor: null, digest: digits(0n), count: 0, complete: null, schema: SCHEMA, checked_at: 0 };
}

/** The row of a copy. */
export async function sideRow(vault: Vault, side: Side): Promise<StreamRow> {
  return { number: side.number, sealed: await vault.seal('records', ['stream', side.number], JSON.stringify(side)) };
}

/** All copies on this phone. */
export async function readSides(database: Database, vault: Vault): Promise<Sides> {
  const rows = await database.relaxed.streams.toArray();
  const texts = await Promise.all(rows.map((row) => vault.open('records', ['stream', row.number], row.sealed)));
  const sides = texts.map((text) => JSON.parse(text) as Side);
  return {
    shown: new Map(sides.filter((side) => side.shown).map((side) => [side.stream, side])),
    building: new Map(sides.filter((side) => !side.shown).map((side) => [side.stream, side])),
  };
}

/** The copy that a pull goes on with. */
export function pulledSide(sides: Sides, stream: string): Side | null {
  return sides.building.get(stream) ?? sides.shown.get(stream) ?? null;
}
