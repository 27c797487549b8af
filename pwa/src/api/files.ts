/** Files on this phone: photographs, sound and papers of records, and map files of operations. */
import type { FileValue } from '../records/shared_values';
import type { Id, Outcome } from './values';

/** What names a file: a record as a stream has it, or a draft of an ended phone. */
export type FileOf = { readonly record: Id; readonly stream: string } | { readonly note: Id };

export interface FileCalls {
  /** Hashed, sealed and durable when it answers; its value is for a field of kind `file`. */
  keep_file(file: Blob): Promise<Outcome<FileValue>>;
  /** A small picture of a file that lies here; null for none. */
  small_picture(sha256: string): Promise<Blob | null>;
  /** A file of a record, from this phone, or online from the server; never kept here. */
  show_file(of: FileOf, file: FileValue): Promise<Outcome<Blob>>;
}

/** How much of an operation's map file is on this phone, in bytes. */
export interface TilesKept {
  readonly size: number;
  readonly kept: number;
}

export interface TileCalls {
  /** The map file of an operation on this phone; null when there is nothing of it. */
  tiles(operation: Id): Promise<TilesKept | null>;
  /** Online. The size of the server's map file of this operation, in bytes; null when it has none. */
  tiles_offered(operation: Id): Promise<Outcome<number | null>>;
  /** Online. Fetches the next megabyte of it; asked until all is kept, it goes on where it stopped. */
  fetch_tiles(operation: Id): Promise<Outcome<TilesKept>>;
  /** Bytes of a map file that is kept whole; null when it is not. */
  read_tiles(operation: Id, first: number, bytes: number): Promise<ArrayBuffer | null>;
  drop_tiles(operation: Id): Promise<void>;
}
