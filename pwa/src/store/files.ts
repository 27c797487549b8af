/**
 * Photographs, sound and papers, sealed in parts, in a database of their own beside the install's: they are large, and
 * must not stand in the way of an upgrade of it. Every write is durable when it answers.
 */

import { Dexie, type Table } from 'dexie';

export interface FileRow {
  /** Random; tells nothing of the content. */
  readonly file: string;
  /** Hash, size, type, and which changes have a receipt for it. */
  readonly sealed: ArrayBuffer;
  /** No change has a receipt for it yet, or not every one: read without the vault, by whoever would delete it. */
  readonly waits: boolean;
}

export interface FilePartRow {
  readonly file: string;
  /** From 0; `SMALL` is the small picture for lists. */
  readonly part: number;
  readonly sealed: ArrayBuffer;
}

export const SMALL = -1;

export class FileDatabase extends Dexie {
  declare files: Table<FileRow, string>;
  declare parts: Table<FilePartRow, [string, number]>;

  constructor(install: string) {
    super(nameOf(install), { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ files: 'file', parts: '[file+part], file' });
    this.on('versionchange', () => this.close());
  }
}

/** How many files of an install the server is not proved to have. They are not thrown away, whoever asks for it. */
export async function waitingFiles(install: string): Promise<number> {
  const database = new FileDatabase(install);
  try {
    return await database.files.filter((row) => row.waits).count();
  } finally {
    database.close();
  }
}

/** Deletes every file of an install. */
export function deleteFiles(install: string): Promise<void> {
  return Dexie.delete(nameOf(install));
}

function nameOf(install: string): string {
  return `lantern-files-${install}`;
}
