/** Files of the core in memory: as the real one answers, without disk and server. */

import { sha256 } from '../lib/hashes';
import { HEAD_BYTES, mimeOf } from '../lib/media';
import { FILE_BYTES_MAX } from '../records/index.gen';
import type { FileValue } from '../records/shared_values';
import { problem } from '../records/values';
import type { Outcome } from './core';
import { failed } from './device_problems';

export class MemoryFiles {
  readonly #kept = new Map<string, Blob>();

  async keep(file: Blob): Promise<Outcome<FileValue>> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const mime = mimeOf(bytes.subarray(0, HEAD_BYTES), file.type);
    if (bytes.length === 0) return { ok: false, problems: [problem('file_empty')] };
    if (bytes.length > FILE_BYTES_MAX) return { ok: false, problems: [problem('file_too_large', '', { megabytes: FILE_BYTES_MAX / 1_000_000 })] };
    if (mime === null) return { ok: false, problems: [problem('file_type_wrong')] };
    const hash = await sha256(bytes);
    this.#kept.set(hash, new Blob([bytes], { type: mime }));
    return { ok: true, value: { sha256: hash, bytes: bytes.length, mime } };
  }

  /** It makes none. */
  small(): Promise<Blob | null> {
    return Promise.resolve(null);
  }

  show(file: FileValue): Promise<Outcome<Blob>> {
    const kept = this.#kept.get(file.sha256);
    return Promise.resolve(kept === undefined ? failed('file_not_there') : { ok: true, value: kept });
  }
}
