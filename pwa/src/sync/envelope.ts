/** A change as it is written and signed: PROTOCOL section 4. Pure but for the ids it is given. */

import type { Fields } from '../api/core';
import type { ChangeText } from '../store/texts';

/** Bytes of a text at most (PROTOCOL section 13). */
export const TEXT_BYTES_MAX = 65_536;

/** What the profile of PROTOCOL section 2 forbids in a value. */
export type Flaw = 'float_in_text' | 'lone_surrogate' | 'type_wrong';

const DEPTH_MAX = 12;

/** The text that is signed: the keys in the protocol's order, without spaces. */
export function changeText(change: ChangeText): string {
  return JSON.stringify({
    id: change.id,
    tenant: change.tenant,
    stream: change.stream,
    install: change.install,
    author: change.author,
    dseq: change.dseq,
    prev: change.prev,
    type: change.type,
    record: change.record,
    op: change.op,
    base: change.base,
    after: change.after,
    set: change.set,
    resolves: change.resolves,
    seen: change.seen,
    at: change.at,
    schema: change.schema,
    app: change.app,
    salt: change.salt,
    reason: change.reason,
  });
}

/** A set as it is signed: texts in form NFC; keys without a value are left out. */
export function normalised(set: Fields): Fields {
  return normalisedValue(set) as Fields;
}

function normalisedValue(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalisedValue);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(kept.map(([key, each]) => [key, normalisedValue(each)]));
}

/** The first thing in a value that may not stand in a signed text, with its path, or null. */
export function flawIn(value: unknown, path = 'set', depth = 0): { readonly code: Flaw; readonly path: string } | null {
  if (depth > DEPTH_MAX) return { code: 'type_wrong', path };
  switch (typeof value) {
    case 'string':
      // A cut emoji leaves half a character, which no other side can encode (FINDINGS section 10).
      return /\p{Surrogate}/u.test(value) ? { code: 'lone_surrogate', path } : null;
    case 'number':
      return Number.isSafeInteger(value) ? null : { code: 'float_in_text', path };
    case 'boolean':
      return null;
    case 'object':
      return value === null ? null : flawInside(value, path, depth);
    default:
      return { code: 'type_wrong', path };
  }
}

function flawInside(value: object, path: string, depth: number): ReturnType<typeof flawIn> {
  for (const [key, each] of Object.entries(value) as [string, unknown][]) {
    const flaw = flawIn(each, `${path}/${key}`, depth + 1);
    if (flaw !== null) return flaw;
  }
  return null;
}
