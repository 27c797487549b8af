/** What the server says in a push's answer and in the lines of a pull, checked before anything is believed. */

import type { Grant, Problem } from '../api/core';
import type { Complete, Leave } from '../store/pages';
import type { Cursor, Statement } from '../store/sides';
import { isObject, parsed } from '../store/texts';
import { isProblem } from './http';
import { areGrants } from './install';
import { type KeyLink, readChain } from './new_keys';
import type { CheckpointLine } from './witness';

/** **verdict** of PROTOCOL section 8. */
export interface Verdict {
  readonly change: string | null;
  readonly change_hash: string;
  readonly verdict: string;
  readonly latest: Verdict | null;
  readonly problems: readonly Problem[];
  readonly receipt: Statement | null;
  /** The number in this install's chain of a change whose words were erased, else null. */
  readonly erased: number | null;
}

/** First and last number of a chain, both meant. */
export type Range = readonly [first: number, last: number];

/** What the server lacks of this install's chain. epoch: since when it may; 0 from a server that does not say. */
export interface Lacking {
  readonly epoch: number;
  readonly ranges: readonly Range[];
}

/** A line of a pull that is no record. */
export type Line =
  | { readonly line: 'grants'; readonly grants: readonly Grant[] }
  | { readonly line: 'stream'; readonly stream: string; readonly epoch: number }
  | ({ readonly line: 'leave'; readonly stream: string } & Leave)
  | ({ readonly line: 'cursor'; readonly stream: string } & Cursor)
  | ({ readonly line: 'complete'; readonly stream: string } & Complete)
  | { readonly line: 'dropped'; readonly stream: string; readonly epoch: number; readonly grant: number; readonly signature: string }
  | { readonly line: 'rewound'; readonly stream: string }
  | { readonly line: 'keys'; readonly receipt: readonly KeyLink[]; readonly sealing: readonly KeyLink[] }
  | ({ readonly line: 'lacking' } & Lacking)
  | ({ readonly line: 'checkpoint' } & CheckpointLine)
  | { readonly line: 'verdict'; readonly verdict: Verdict }
  | { readonly line: 'end'; readonly more: boolean; readonly verdicts: number }
  /** Of a newer server: passed over. */
  | { readonly line: 'other' };

/** The verdicts in a push's answer, or null when it is not one of `count`. */
export function readVerdicts(answer: unknown, count: number): readonly Verdict[] | null {
  if (!isObject(answer) || !Array.isArray(answer['verdicts']) || answer['verdicts'].length !== count) return null;
  const verdicts = answer['verdicts'].map(readVerdict);
  return verdicts.every((each) => each !== null) ? verdicts : null;
}

/** A line that is no record. Null when it is damaged: then nothing after it is believed either. */
export function readLine(text: string): Line | null {
  const value = parsed(text);
  if (!isObject(value)) return null;
  const { stream, epoch, signature, record, notice, more, verdicts } = value;
  switch (value['line']) {
    case 'grants':
      return areGrants(value['grants']) ? { line: 'grants', grants: value['grants'] } : null;
    case 'verdict': {
      const verdict = readVerdict(value['verdict']);
      return verdict === null ? null : { line: 'verdict', verdict };
    }
    case 'end':
      return typeof more === 'boolean' && isCount(verdicts) ? { line: 'end', more, verdicts } : null;
    case 'stream':
      return typeof stream === 'string' && isCount(epoch) ? { line: 'stream', stream, epoch } : null;
    case 'checkpoint': {
      const { note, from, consistency } = value;
      const proof = consistency === null || (Array.isArray(consistency) && consistency.every((each) => typeof each === 'string')) ? consistency : undefined;
      return typeof note === 'string' && isCount(from) && proof !== undefined ? { line: 'checkpoint', note, from, consistency: proof } : null;
    }
    case 'lacking':
      return areRanges(value['ranges']) ? { line: 'lacking', epoch: isCount(epoch) ? epoch : 0, ranges: value['ranges'] } : null;
    case 'keys': {
      const [receipt, sealing] = [readChain(value['receipt']), readChain(value['sealing'])];
      return receipt === null || sealing === null ? null : { line: 'keys', receipt, sealing };
    }
    case 'rewound':
      return typeof stream === 'string' ? { line: 'rewound', stream } : null;
    case 'leave':
      return typeof stream === 'string' && typeof record === 'string' ? { line: 'leave', stream, record, notice: readNotice(notice) } : null;
    case 'dropped': {
      const { grant } = value;
      const whole = typeof stream === 'string' && isCount(epoch) && isCount(grant) && typeof signature === 'string';
      return whole ? { line: 'dropped', stream, epoch, grant, signature } : null;
    }
    case 'cursor':
    case 'complete':
      return readPlace(value['line'], value);
    default:
      return typeof value['line'] === 'string' ? { line: 'other' } : null;
  }
}

function readPlace(line: 'cursor' | 'complete', value: Readonly<Record<string, unknown>>): Line | null {
  const { stream, epoch, seq, head, digest, count } = value;
  if (typeof stream !== 'string' || !isCount(epoch) || !isCount(seq)) return null;
  if (head !== null && typeof head !== 'string') return null;
  if (line === 'cursor') return { line, stream, epoch, seq, head };
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest) || !isCount(count)) return null;
  return { line, stream, epoch, seq, head, digest, count, signed: readStatement(value['signed']) };
}

function readVerdict(value: unknown): Verdict | null {
  if (!isObject(value) || typeof value['verdict'] !== 'string' || typeof value['change_hash'] !== 'string') return null;
  const { change, latest, problems } = value;
  return {
    change: typeof change === 'string' ? change : null,
    change_hash: value['change_hash'],
    verdict: value['verdict'],
    latest: latest === undefined || latest === null ? null : readVerdict(latest),
    problems: Array.isArray(problems) ? problems.filter(isProblem) : [],
    receipt: readStatement(value['receipt']),
    erased: value['erased'] === true && isCount(value['dseq']) ? value['dseq'] : null,
  };
}

function readStatement(value: unknown): Statement | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [array, signature] = value as readonly unknown[];
  return Array.isArray(array) && typeof signature === 'string' ? [array as readonly unknown[], signature] : null;
}

function readNotice(value: unknown): Leave['notice'] {
  if (!isObject(value) || typeof value['why'] !== 'string' || typeof value['at'] !== 'string') return null;
  const { reference, why, at } = value;
  return { reference: typeof reference === 'string' ? reference : null, why, at };
}

function areRanges(value: unknown): value is readonly Range[] {
  return Array.isArray(value) && value.every((each) => Array.isArray(each) && each.length === 2 && each.every(isCount));
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
