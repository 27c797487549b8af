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
  /** Of its sealed parts together, in bytes. */
  readonly size: number;
  /** Its key and hash sealed to the server, as `copyBytes` wrote it: what is delivered without the vault. */
  readonly copy: ArrayBuffer;
  /** The server has proved to have it sealed, brought by others or by the key alone: its time. */
  readonly stored_at?: string;
}

export interface FilePartRow {
  readonly file: string;
  /** From 0; `SMALL` is the small picture for lists. */
  readonly part: number;
  readonly sealed: ArrayBuffer;
}

export const SMALL = -1;

/** Hashed, sealed and sent in these. */
export const PART_BYTES = 256 * 1024;
/** IV and tag. */
const SEALED_OVER = 28;
/** A sealed part, but for the last. */
export const SEALED_PART_BYTES = PART_BYTES + SEALED_OVER;

/** How many bytes a file of so many has when it is sealed in parts. */
export function sealedSize(bytes: number): number {
  return bytes + Math.ceil(bytes / PART_BYTES) * SEALED_OVER;
}

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
    return await database.files.filter(isUndelivered).count();
  } finally {
    database.close();
  }
}

/** Whether a file is on this phone alone. */
export function isUndelivered(row: FileRow): boolean {
  return row.waits && row.stored_at === undefined;
}

/** Deletes every file of an install. */
export function deleteFiles(install: string): Promise<void> {
  return Dexie.delete(nameOf(install));
}

function nameOf(install: string): string {
  return `lantern-files-${install}`;
}
