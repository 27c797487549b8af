/**
 * Fetches what changed: lines in, whole pages with their cursor into the base store, shown at `complete`.
 *
 * Whatever breaks off (a cut line, a damaged one, another site's page) leaves the pages that were kept and the
 * cursor that lies beside them: the next pull goes on from there.
 */

import type { Grant } from '../api/core';
import type { Base } from '../store/base';
import { type Arrived, arrived, type Leave, type Page, type Shown } from '../store/pages';
import { isStorageError } from '../store/database';
import { type Cursor, pulledSide, type Statement } from '../store/sides';
import { mediaType, refusal } from './http';
import type { OpenInstall } from './install';
import { linesOf } from './lines';
import type { Chains } from './new_keys';
import { isDropped } from './receipts';
import type { Session } from './session';
import { type Lacking, type Line, readLine, type Verdict } from './wire';
import type { CheckpointLine } from './witness';

export type PullEnd =
  | { readonly kind: 'page'; readonly more: boolean; readonly verdicts: number }
  | { readonly kind: 'unreachable' | 'later' | 'sign_in_needed' | 'revoked' | 'storage' };

/** What a pull tells while it reads. Each is awaited: the next line waits for it. */
export interface PullEvents {
  grants(grants: readonly Grant[]): Promise<void>;
  verdict(verdict: Verdict): Promise<void>;
  /** The server has newer keys than this phone. */
  keys(chains: Chains): Promise<void>;
  shown(shown: Shown): Promise<void>;
  /** Our digest did not match and the stream is pulled again beside the old rows. */
  mismatch(stream: string): void;
  /** The server no longer knows what it said before. */
  rewound(stream: string): void;
  /** It lacks numbers of this install's chain. */
  lacking(what: Lacking): void;
  /** The server's newest checkpoint, not yet checked. */
  checkpoint(line: CheckpointLine): Promise<void>;
}

export interface Puller {
  readonly install: OpenInstall;
  readonly session: Session;
  readonly base: Base;
  /** Milliseconds since 1970, and the same as a moment. */
  readonly now: () => number;
  readonly wall: () => string;
  /** Aborted at the lock. */
  readonly signal: AbortSignal;
}

/** A line that takes longer is a dead connection. */
const SILENCE_MS = 30_000;

/** What a request says beside its cursors. */
export interface Since {
  /** The value of the last `end`. */
  readonly verdicts: number;
  /** The highest number of the chain with a receipt. */
  readonly acknowledged: number;
  readonly shown: readonly Statement[];
  /** Size of the newest checkpoint that this phone keeps. */
  readonly checkpoint: number;
  /** The newest kids that this phone has pinned. */
  readonly keys: { readonly receipt: string; readonly sealing: string };
  /** Old records too: a desk has room for them. */
  readonly old?: true;
}

/** One request: up to a page of each stream. */
export async function pull(puller: Puller, since: Since, events: PullEvents): Promise<PullEnd> {
  const { install, session, base } = puller;
  const silence = new AbortController();
  const signal = AbortSignal.any([silence.signal, puller.signal]);
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  try {
    const body = { install: install.enrolment.install, cursors: cursorsOf(base), ...since };
    const response = await session.open({ method: 'POST', path: '/api/pull', body }, signal);
    const answer = response instanceof Response && !response.ok ? await refusal(response) : response;
    if (session.revoked) return { kind: 'revoked' };
    if (!(answer instanceof Response)) return { kind: endOf(answer) };
    if (mediaType(answer) !== 'application/x-ndjson' || answer.body === null) return { kind: 'unreachable' };
    const reader = new Reader(puller, events);
    let end: Awaited<ReturnType<Reader['take']>> = null;
    // Read to the last byte, so that the connection can be used again.
    for await (const line of linesOf(answer.body, heard)) {
      puller.signal.throwIfAborted();
      end = (await reader.take(line)) ?? end;
    }
    return end === null ? { kind: 'unreachable' } : { kind: 'page', more: end.more, verdicts: end.verdicts };
  } catch (error) {
    return { kind: isStorageError(error) ? 'storage' : 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
}

function endOf(answer: { readonly kind: string; readonly status?: number }): 'unreachable' | 'later' | 'sign_in_needed' {
  if (answer.kind !== 'problem') return 'unreachable';
  return answer.status === 401 ? 'sign_in_needed' : 'later';
}

function cursorsOf(base: Base): Readonly<Record<string, Cursor>> {
  const cursors: Record<string, Cursor> = {};
  for (const stream of new Set([...base.sides.shown.keys(), ...base.sides.building.keys()])) {
    const cursor = pulledSide(base.sides, stream)?.cursor ?? null;
    if (cursor !== null) cursors[stream] = cursor;
  }
  return cursors;
}

/** Reads the lines of one answer. */
class Reader {
  readonly #puller: Puller;
  readonly #events: PullEvents;
  #stream: string | null = null;
  #records: Arrived[] = [];
  #leaves: Leave[] = [];
  /** A page whose next line decides: `complete` shows it at once, anything else keeps it for later. */
  #held: Page | null = null;

  constructor(puller: Puller, events: PullEvents) {
    this.#puller = puller;
    this.#events = events;
  }

  /** The `end` line, or null. Throws on a line that is damaged or out of place. */
  async take(text: string): Promise<{ readonly more: boolean; readonly verdicts: number } | null> {
    if (text.startsWith('{"record"')) {
      await this.#keepHeld();
      const record = await arrived(text);
      if (record.text.stream !== this.#stream) throw new TypeError('a record outside its stream');
      this.#records.push(record);
      return null;
    }
    const line = readLine(text);
    if (line === null) throw new TypeError('a damaged line');
    if (line.line !== 'complete') await this.#keepHeld();
    await this.#act(line);
    return line.line === 'end' ? line : null;
  }

  async #act(line: Line): Promise<void> {
    const { base } = this.#puller;
    switch (line.line) {
      case 'grants':
        return this.#events.grants(line.grants);
      case 'verdict':
        return this.#events.verdict(line.verdict);
      case 'stream':
        this.#begin(line.stream, line.epoch);
        return;
      case 'leave':
        this.#expect(line.stream);
        this.#leaves.push({ record: line.record, notice: line.notice });
        return;
      case 'cursor':
        this.#expect(line.stream);
        this.#held = this.#page(line);
        return;
      case 'complete': {
        this.#expect(line.stream);
        const page = this.#held ?? this.#page(line);
        this.#held = null;
        const shown = await base.finish(line.stream, page, line, this.#puller.now(), this.#puller.wall());
        if (shown === null) this.#events.mismatch(line.stream);
        else await this.#events.shown(shown);
        return;
      }
      case 'dropped':
        if (!(await isDropped(this.#puller.install, line))) throw new TypeError('a stream ended without proof');
        return this.#events.shown(await base.drop(line.stream));
      case 'rewound':
        await base.rebuild(line.stream);
        this.#events.rewound(line.stream);
        return;
      case 'keys':
        return this.#events.keys(line);
      case 'checkpoint':
        return this.#events.checkpoint(line);
      case 'lacking':
        this.#events.lacking(line);
        return;
      case 'end':
      case 'other':
        return;
    }
  }

  #begin(stream: string, epoch: number): void {
    const cursor = pulledSide(this.#puller.base.sides, stream)?.cursor;
    if (cursor != null && cursor.epoch !== epoch) throw new TypeError('another epoch without a warning');
    this.#stream = stream;
    this.#records = [];
    this.#leaves = [];
  }

  #page(cursor: Cursor): Page {
    const page = { records: this.#records, leaves: this.#leaves, cursor: { epoch: cursor.epoch, seq: cursor.seq, head: cursor.head } };
    this.#records = [];
    this.#leaves = [];
    return page;
  }

  async #keepHeld(): Promise<void> {
    if (this.#held === null || this.#stream === null) return;
    const page = this.#held;
    this.#held = null;
    await this.#puller.base.keep(this.#stream, page);
  }

  #expect(stream: string): void {
    if (stream !== this.#stream) throw new TypeError('a line outside its stream');
  }
}
