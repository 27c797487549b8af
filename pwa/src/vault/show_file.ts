/** Showing one file, in a chunk of its own: from this phone, or fetched by whoever reads the record, and held to its hash. */

import type { FileOf, Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { type Bytes, hex } from '../lib/bytes';
import type { FileValue } from '../records/shared_values';
import { refusal } from '../sync/http';
import type { Session } from '../sync/session';
import { notDone } from './enrolling';
import type { Files } from './files';

/** 25 MB at 50 kB/s. */
const DOWNLOAD_MS = 500_000;
/** In a row that brought nothing. */
const TRIES = 3;
const AGAIN_MS = 500;

/** The bytes; what does not have the hash that was signed is not shown. */
export async function showFile(files: Files, session: Session, of: FileOf, file: FileValue): Promise<Outcome<Blob>> {
  const kept = files.find(file.sha256);
  if (kept?.damaged === false) {
    try {
      return { ok: true, value: await files.whole(kept) };
    } catch {
      // It no longer opens here; the server may have it.
    }
  }
  return fetched(files, session, of, file);
}

/** What came of a file before the line was cut, until the lock: asked for again, it goes on from there. */
const begun = new WeakMap<Files, { readonly sha256: string; readonly parts: Bytes[] }>();

async function fetched(files: Files, session: Session, of: FileOf, file: FileValue): Promise<Outcome<Blob>> {
  const path = pathOf(of, file.sha256);
  const before = begun.get(files);
  const half = before?.sha256 === file.sha256 ? before : { sha256: file.sha256, parts: [] };
  begun.set(files, half);
  const signal = AbortSignal.timeout(DOWNLOAD_MS);
  for (let vain = 0; vain < TRIES; ) {
    const from = sizeOf(half.parts);
    const headers = from === 0 ? {} : { Range: `bytes=${from}-` };
    const response = await session.open({ method: 'GET', path, headers }, signal);
    if (response instanceof Response && !response.ok) {
      begun.delete(files);
      return response.status === 404 ? failed('file_not_there') : notDone(await refusal(response));
    }
    if (response instanceof Response) {
      // It gives the whole, as a server that knows no ranges does.
      if (response.status !== 206) half.parts.length = 0;
      await taken(response, half.parts);
      if (sizeOf(half.parts) >= file.bytes) break;
    } else if (response.kind !== 'unreachable') return notDone(response);
    vain = sizeOf(half.parts) > from ? 0 : vain + 1;
    if (signal.aborted) return failed('not_reached');
    await new Promise((resolve) => setTimeout(resolve, vain * AGAIN_MS));
  }
  if (sizeOf(half.parts) < file.bytes) return failed('not_reached');
  begun.delete(files);
  return checked(half.parts, file);
}

function pathOf(of: FileOf, sha256: string): string {
  if ('note' in of) return `/api/notes/${encodeURIComponent(of.note)}/files/${sha256}`;
  return `/api/records/${encodeURIComponent(of.record)}/files/${sha256}?stream=${encodeURIComponent(of.stream)}`;
}

/** Adds what comes, up to the end or to the cut. */
async function taken(response: Response, parts: Bytes[]): Promise<void> {
  const reader = response.body?.getReader();
  try {
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) parts.push(read.value);
  } catch {
    // What came before the cut stays.
  }
}

function sizeOf(parts: readonly Bytes[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

async function checked(parts: readonly Bytes[], file: FileValue): Promise<Outcome<Blob>> {
  const whole = new Blob([...parts], { type: file.mime });
  const right = hex(await crypto.subtle.digest('SHA-256', await whole.arrayBuffer())) === file.sha256;
  return right ? { ok: true, value: whole } : failed('not_reached');
}
