/**
 * Map files of operations, sealed in parts, in a database of their own beside the install's: they are large, can be
 * fetched again, and must not stand in the way of an upgrade of what cannot.
 */

import { Dexie, type Table } from 'dexie';

export interface TileFileRow {
  readonly number?: number;
  /** Which operation, size, tag. */
  readonly sealed: ArrayBuffer;
}

export interface TilePartRow {
  readonly file: number;
  readonly part: number;
  readonly sealed: ArrayBuffer;
}

export class TileDatabase extends Dexie {
  declare files: Table<TileFileRow, number>;
  declare parts: Table<TilePartRow, [number, number]>;

  constructor(install: string) {
    super(nameOf(install), { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({ files: '++number', parts: '[file+part], file' });
    this.on('versionchange', () => this.close());
  }
}

/** Deletes every map file of an install. */
export function deleteTiles(install: string): Promise<void> {
  return Dexie.delete(nameOf(install));
}

function nameOf(install: string): string {
  return `lantern-tiles-${install}`;
}
