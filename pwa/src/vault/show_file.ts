/** Showing one file, in a chunk of its own: from this phone, or fetched by whoever reads the record, and held to its hash. */

import type { Id, Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { hex } from '../lib/bytes';
import type { FileValue } from '../records/shared_values';
import { refusal } from '../sync/http';
import type { Session } from '../sync/session';
import { notDone } from './enrolling';
import type { Files } from './files';

/** 25 MB at 50 kB/s. */
const DOWNLOAD_MS = 500_000;

export interface Wanted {
  readonly record: Id;
  readonly stream: string;
  readonly file: FileValue;
}

/** The bytes; what does not have the hash that was signed is not shown. */
export async function showFile(files: Files, session: Session, { record, stream, file }: Wanted): Promise<Outcome<Blob>> {
  const kept = files.find(file.sha256);
  if (kept?.damaged === false) {
    try {
      return { ok: true, value: await files.whole(kept) };
    } catch {
      // It no longer opens here; the server may have it.
    }
  }
  const path = `/api/records/${encodeURIComponent(record)}/files/${file.sha256}?stream=${encodeURIComponent(stream)}`;
  const response = await session.open({ method: 'GET', path }, AbortSignal.timeout(DOWNLOAD_MS));
  if (!(response instanceof Response)) return notDone(response);
  if (response.status === 404) return failed('file_not_there');
  if (!response.ok) return notDone(await refusal(response));
  return checked(response, file);
}

async function checked(response: Response, file: FileValue): Promise<Outcome<Blob>> {
  try {
    const bytes = await response.arrayBuffer();
    const right = hex(await crypto.subtle.digest('SHA-256', bytes)) === file.sha256;
    return right ? { ok: true, value: new Blob([bytes], { type: file.mime }) } : failed('not_reached');
  } catch {
    return failed('not_reached');
  }
}
