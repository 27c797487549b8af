/** Keeping one file, in a chunk of its own: hashed and sealed part by part as it is read, never whole in memory. */

import type { Outcome } from '../api/core';
import { failed } from '../api/device_problems';
import { randomId } from '../lib/ids';
import { HEAD_BYTES, mimeOf } from '../lib/media';
import { FILE_BYTES_MAX, FILE_TYPES } from '../records/index.gen';
import type { FileValue } from '../records/shared_values';
import { problem } from '../records/values';
import { isStorageError } from '../store/database';
import { PART_BYTES } from '../store/files';
import { newFileKey } from './file_key';
import { Changed, type Files, type KeptFile } from './files';
import { smallPicture } from './small_picture';

/** Durable when it answers. A file that changes or goes away while it is read is not kept, nor one that does not fit. */
export function keepFile(files: Files, blob: Blob): Promise<Outcome<FileValue>> {
  return files.alone(() => kept(files, blob));
}

async function kept(files: Files, blob: Blob): Promise<Outcome<FileValue>> {
  if (blob.size === 0) return refused('file_empty');
  if (blob.size > FILE_BYTES_MAX) return refused('file_too_large');
  const file = randomId();
  const key = newFileKey();
  try {
    const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
    const mime = mimeOf(head, blob.type);
    if (mime === null || !FILE_TYPES.includes(mime)) return refused('file_type_wrong');
    const sha256 = await keepParts(files, file, key, blob);
    return { ok: true, value: await named(files, blob, { file, key, sha256, bytes: blob.size, mime, kept_at: files.now, small: false, received: {}, damaged: false }) };
  } catch (error) {
    await files.removeParts(file).catch(() => undefined);
    if (isStorageError(error)) return failed((await files.makeRoom()) ? 'file_room_made' : 'file_no_room');
    if (error instanceof DOMException || error instanceof Changed) return failed('file_unreadable');
    throw error;
  }
}

async function keepParts(files: Files, file: string, key: string, blob: Blob): Promise<string> {
  const { createSHA256 } = await import('hash-wasm');
  const hasher = (await createSHA256()).init();
  for (let part = 0; part * PART_BYTES < blob.size; part += 1) {
    const wanted = Math.min(PART_BYTES, blob.size - part * PART_BYTES);
    const bytes = new Uint8Array(await blob.slice(part * PART_BYTES, part * PART_BYTES + wanted).arrayBuffer());
    if (bytes.length !== wanted) throw new Changed();
    hasher.update(bytes);
    await files.putPart(file, key, part, bytes);
  }
  return hasher.digest('hex');
}

/** The same file chosen twice lies here once. */
async function named(files: Files, blob: Blob, made: KeptFile): Promise<FileValue> {
  const { sha256, bytes, mime } = made;
  const before = files.find(sha256);
  if (before?.damaged === false) {
    await files.removeParts(made.file);
    return { sha256, bytes, mime: before.mime };
  }
  await files.write(made);
  const small = await smallPicture(blob, mime);
  // A full disk does without the small one.
  if (small !== null) await files.keepSmall(sha256, small).catch(() => undefined);
  return { sha256, bytes, mime };
}

function refused(code: 'file_empty' | 'file_too_large' | 'file_type_wrong'): Outcome<FileValue> {
  return { ok: false, problems: [problem(code, '', { megabytes: FILE_BYTES_MAX / 1_000_000 })] };
}
