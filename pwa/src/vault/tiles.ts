/**
 * The map file of an operation on this phone: fetched on purpose, portion by portion, so that a cut line costs one of
 * them; read as a file; gone with the operation.
 */

import type { Outcome, TilesKept } from '../api/core';
import { failed } from '../api/device_problems';
import { type Bytes, joined } from '../lib/bytes';
import { isStorageError } from '../store/database';
import { TileDatabase } from '../store/tiles';
import { isObject } from '../store/texts';
import { mediaType, refusal } from '../sync/http';
import type { Session } from '../sync/session';
import { notDone } from './enrolling';
import type { Vault } from './sealing';

const MEDIA = 'application/vnd.pmtiles';
/** Sealed and read in these; a tile is some 20 kB. */
const PART_BYTES = 256 * 1024;
/** Fetched at once: about a second on a slow line. */
const PORTION_PARTS = 4;
const TIMEOUT_MS = 60_000;

interface TileFile {
  readonly number: number;
  readonly operation: string;
  readonly size: number;
  readonly tag: string;
}

export class Tiles {
  readonly #database: TileDatabase;
  readonly #vault: Vault;
  readonly #session: Session;

  constructor(install: string, vault: Vault, session: Session) {
    this.#database = new TileDatabase(install);
    this.#vault = vault;
    this.#session = session;
  }

  close(): void {
    this.#database.close({ disableAutoOpen: true });
  }

  /** What is on this phone; null for nothing. */
  async kept(operation: string): Promise<TilesKept | null> {
    const file = await this.#file(operation);
    return file === null ? null : this.#count(file);
  }

  /** Online. The size of the server's file; null when it has none. */
  async offered(operation: string): Promise<Outcome<number | null>> {
    const answer = await this.#head(operation);
    if (!answer.ok) return answer;
    return { ok: true, value: answer.value?.size ?? null };
  }

  /** Online. Fetches the next portion; a file that the server has replaced meanwhile is begun again. */
  async fetchMore(operation: string): Promise<Outcome<TilesKept>> {
    try {
      const file = (await this.#file(operation)) ?? (await this.#begin(operation));
      if ('ok' in file) return file;
      const { kept } = await this.#count(file);
      if (kept === file.size) return { ok: true, value: { size: file.size, kept } };
      return await this.#portion(file, kept / PART_BYTES);
    } catch (error) {
      if (isStorageError(error)) return failed('storage_failed');
      throw error;
    }
  }

  /** Bytes of a file that is whole on this phone; null when it is not. */
  async read(operation: string, first: number, bytes: number): Promise<ArrayBuffer | null> {
    const file = await this.#file(operation);
    if (file === null) return null;
    const last = Math.min(first + bytes, file.size) - 1;
    const parts: Bytes[] = [];
    for (let part = Math.floor(first / PART_BYTES); part <= Math.floor(last / PART_BYTES); part += 1) {
      const row = await this.#database.parts.get([file.number, part]);
      if (row === undefined) return null;
      parts.push(new Uint8Array(await this.#vault.openBytes('tiles', place(file, part), row.sealed)));
    }
    const from = first % PART_BYTES;
    return joined(...parts).slice(from, from + last - first + 1).buffer;
  }

  async drop(operation: string): Promise<void> {
    const file = await this.#file(operation);
    if (file !== null) await this.#remove(file.number);
  }

  /** Of operations that this person is no longer in, nothing stays. */
  async keepOnly(operations: readonly string[]): Promise<void> {
    for (const file of await this.#files()) if (!operations.includes(file.operation)) await this.#remove(file.number);
  }

  async #begin(operation: string): Promise<TileFile | (Outcome<TilesKept> & { ok: false })> {
    const head = await this.#head(operation);
    if (!head.ok) return head;
    if (head.value === null) return { ok: false, problems: [{ code: 'not_found', path: '', words: 'The server has no map of this operation.' }] };
    const about = { operation, ...head.value };
    const sealed = await this.#vault.seal('tiles', ['file'], JSON.stringify(about));
    return { ...about, number: await this.#database.files.add({ sealed }) };
  }

  async #head(operation: string): Promise<Outcome<{ readonly size: number; readonly tag: string } | null>> {
    const response = await this.#session.open({ method: 'HEAD', path: pathOf(operation) }, AbortSignal.timeout(TIMEOUT_MS));
    if (!(response instanceof Response)) return notDone(response);
    const tag = response.headers.get('ETag');
    const size = Number(response.headers.get('Content-Length'));
    // The answer to HEAD has no body that would say more.
    if (response.status === 404 && mediaType(response) === 'application/problem+json') return { ok: true, value: null };
    const ours = response.status === 200 && mediaType(response) === MEDIA;
    return ours && tag !== null && Number.isSafeInteger(size) && size > 0 ? { ok: true, value: { size, tag } } : failed('not_reached');
  }

  async #portion(file: TileFile, part: number): Promise<Outcome<TilesKept>> {
    const first = part * PART_BYTES;
    const last = Math.min(first + PORTION_PARTS * PART_BYTES, file.size) - 1;
    const headers = { Range: `bytes=${first}-${last}`, 'If-Match': file.tag };
    const response = await this.#session.open({ method: 'GET', path: pathOf(file.operation), headers }, AbortSignal.timeout(TIMEOUT_MS));
    if (!(response instanceof Response)) return notDone(response);
    if (response.status === 412 || response.status === 404) {
      await this.#remove(file.number);
      return notDone(await refusal(response));
    }
    const bytes = response.status === 206 && mediaType(response) === MEDIA ? await bodyOf(response) : null;
    if (bytes?.length !== last - first + 1) return failed('not_reached');
    for (let at = 0; at < bytes.length; at += PART_BYTES) await this.#keep(file, part + at / PART_BYTES, bytes.slice(at, at + PART_BYTES));
    return { ok: true, value: { size: file.size, kept: last + 1 } };
  }

  async #keep(file: TileFile, part: number, bytes: Bytes): Promise<void> {
    const sealed = await this.#vault.sealBytes('tiles', place(file, part), bytes);
    await this.#database.parts.put({ file: file.number, part, sealed });
  }

  /** Parts are fetched in order, so that their count says how far. */
  async #count(file: TileFile): Promise<TilesKept> {
    const parts = await this.#database.parts.where('file').equals(file.number).count();
    return { size: file.size, kept: Math.min(file.size, parts * PART_BYTES) };
  }

  async #file(operation: string): Promise<TileFile | null> {
    return (await this.#files()).find((file) => file.operation === operation) ?? null;
  }

  async #files(): Promise<readonly TileFile[]> {
    const rows = await this.#database.files.toArray();
    return Promise.all(rows.map(async ({ number, sealed }) => read(number ?? 0, await this.#vault.open('tiles', ['file'], sealed))));
  }

  async #remove(number: number): Promise<void> {
    const { files, parts } = this.#database;
    await this.#database.transaction('rw', files, parts, async () => {
      await files.delete(number);
      await parts.where('file').equals(number).delete();
    });
  }
}

function place(file: TileFile, part: number): readonly (string | number)[] {
  return [file.tag, part];
}

function pathOf(operation: string): string {
  return `/api/operations/${encodeURIComponent(operation)}/tiles`;
}

async function bodyOf(response: Response): Promise<Bytes | null> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return null;
  }
}

function read(number: number, text: string): TileFile {
  const value = JSON.parse(text) as unknown;
  if (!isObject(value)) throw new TypeError('a map file is told as an object');
  return { number, ...(value as Omit<TileFile, 'number'>) };
}
