/** The two texts that everything on the phone is made of: a record's as the server sends it, a change's as signed. */

import type { Clash, Fields, Flag, HistoryEntry, Late, LinkedPeople } from '../api/core';

/** A record's text: PROTOCOL section 7. */
export interface RecordText {
  readonly record: string;
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly last_change: string | null;
  readonly created: Stamp & { readonly install_code?: string | null };
  readonly changed: Stamp;
  readonly fields: Fields;
  readonly clashes: readonly Clash[];
  readonly late: readonly Late[];
  readonly flags: readonly Flag[];
  readonly history: readonly HistoryEntry[];
  /** Names of fields of which a value was erased and nothing has been said since. */
  readonly erased?: readonly string[];
  /** What is in force for all records of the same person (PROTOCOL section 11). */
  readonly linked?: LinkedPeople;
}

export interface Stamp {
  readonly author: string | null;
  readonly at: string;
  readonly received_at: string | null;
}

/** A change's signed text: PROTOCOL section 4. */
export interface ChangeText {
  readonly id: string;
  readonly tenant: string;
  readonly stream: string;
  readonly install: string;
  readonly author: string;
  readonly dseq: number;
  readonly prev: string | null;
  readonly type: string;
  readonly record: string;
  readonly op: 'create' | 'set';
  readonly base: string | null;
  readonly after: string | null;
  readonly set: Fields;
  readonly resolves: readonly (readonly [string, string])[];
  readonly seen: readonly [number, number, string | null] | null;
  readonly at: { readonly wall: string; readonly monotonic: number; readonly session: string };
  readonly schema: number;
  readonly app: string;
  readonly salt: string;
  readonly reason: string | null;
}

/** A value that is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record in one line of a pull. Null when the line is not a record's text. */
export function readRecordText(line: string): RecordText | null {
  const value = parsed(line);
  return isRecordText(value) ? value : null;
}

/** The value of a JSON text, or undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecordText(value: unknown): value is RecordText {
  return (
    isObject(value) &&
    typeof value['record'] === 'string' &&
    typeof value['type'] === 'string' &&
    typeof value['stream'] === 'string' &&
    Number.isSafeInteger(value['version']) &&
    (value['last_change'] === null || typeof value['last_change'] === 'string') &&
    isStamp(value['created']) &&
    isStamp(value['changed']) &&
    isObject(value['fields']) &&
    ['clashes', 'late', 'flags', 'history'].every((key) => Array.isArray(value[key]))
  );
}

function isStamp(value: unknown): boolean {
  return isObject(value) && typeof value['at'] === 'string';
}
