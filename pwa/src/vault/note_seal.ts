/** The latest state of each draft is also kept sealed to the server's key: an unsigned note (PROTOCOL section 17). */

import type { Draft } from '../api/core';
import type { OpenInstall } from '../sync/install';
import { copyBytes, sealNote } from './server_seal';

/** Seals a draft's state. Null where it is longer than a note may be: then it stays on this phone alone. */
export type NoteSealer = (draft: Draft) => Promise<ArrayBuffer | null>;

const NOTE_BYTES_MAX = 65_536;

/** With the sealing key as it stands at each call. */
export function noteSealer(install: OpenInstall): NoteSealer {
  return async ({ draft, type, record, stream, saved_at, values }) => {
    const text = JSON.stringify({ kind: 'draft', type, record, stream, at: saved_at, values });
    if (new TextEncoder().encode(text).length > NOTE_BYTES_MAX) return null;
    const { tenant, install: id, sealing_key } = install.enrolment;
    return copyBytes(await sealNote(install.sealing_key, sealing_key.kid, { tenant, install: id, note: draft }, text));
  };
}
