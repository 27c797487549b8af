/** Sends what is unsent, in the order in which it was written, and keeps every verdict before the next batch. */

import { utf8 } from '../lib/bytes';
import type { Acknowledgement } from '../store/acknowledged';
import type { Kept, Outbox } from '../store/outbox';
import type { Statement } from '../store/sides';
import type { OpenInstall } from './install';
import { isSettled, type Report } from './report';
import type { Session } from './session';
import { judged } from './verdicts';
import { readVerdicts } from './wire';

/** Bounds of PROTOCOL section 13, with room for the request's own keys. */
const CHANGES_MAX = 200;
export const BYTES_MAX = 1024 * 1024 - 4096;

/** done: everything unsent got a verdict. later: try again after a while. */
export type PushEnd = 'done' | 'later' | 'unreachable' | 'sign_in_needed' | 'revoked' | 'unproved';

/** What a push asks and tells. */
export interface PushEvents {
  /** What the server signed about these streams and for this install (PROTOCOL section 21). */
  shown(streams: ReadonlySet<string>): readonly Statement[];
  /** The newest receipt of a batch. */
  acknowledged(last: Acknowledgement): Promise<void>;
  /** After those of a batch are durable. */
  verdicts(kept: readonly Kept[]): void;
  /** What was opened here and is not told yet. */
  report(): Promise<Report | null>;
  /** The server needs to hear of it no more. */
  told(report: Report): Promise<void>;
}

/** Pushes until nothing is unsent or something stands in the way. What was opened goes with the first batch, or alone. */
export async function push(
  install: OpenInstall,
  session: Session,
  outbox: Outbox,
  events: PushEvents,
): Promise<PushEnd> {
  let most = CHANGES_MAX;
  // One of them in a round: what is left, or was not settled, goes with the next.
  let report = await events.report();
  for (;;) {
    const batch = nextBatch(outbox.all, most, report === null ? 0 : sizeOf(report.envelope));
    if (batch.length === 0 && report === null) return 'done';
    const end = await pushBatch(install, session, outbox, batch, events, report);
    if (end === 'too_large' && report !== null) {
      report = null;
      continue;
    }
    report = null;
    if (end === 'too_large') {
      // Somebody on the way allows less than the protocol: smaller parts may pass.
      if (batch.length === 1) return 'later';
      most = Math.ceil(batch.length / 2);
    } else if (end !== 'done') {
      // One that is to be sent again holds back none of the others, but this round ends with it.
      return end;
    }
  }
}

/** One request: these changes and what came of each. */
export async function pushBatch(
  install: OpenInstall,
  session: Session,
  outbox: Outbox,
  batch: readonly Kept[],
  events: PushEvents,
  report: Report | null = null,
): Promise<PushEnd | 'too_large'> {
  const views = report === null ? [] : [report.envelope];
  const said = { install: install.enrolment.install, changes: batch.map((each) => each.envelope), views };
  // A server of version 1 refuses a key that it does not know.
  const body = session.protocol < 2 ? said : { ...said, shown: events.shown(new Set(batch.map((each) => each.change.stream))) };
  const answer = await session.call({ method: 'POST', path: '/api/push', body, gzip: true });
  if (session.revoked) return 'revoked';
  if (answer.kind === 'unreachable') return 'unreachable';
  if (answer.kind === 'problem') {
    if (answer.status === 401) return 'sign_in_needed';
    return answer.status === 413 ? 'too_large' : 'later';
  }
  const verdicts = readVerdicts(answer.value, batch.length);
  if (verdicts === null) return 'unreachable';
  if (report !== null && isSettled(answer.value)) await events.told(report);
  let end: PushEnd = 'done';
  const known: Kept[] = [];
  let last: Acknowledgement | null = null;
  for (const [at, verdict] of verdicts.entries()) {
    const kept = batch[at];
    if (kept === undefined) continue;
    const outcome = await judged(install, kept, verdict);
    if (outcome.kind === 'known') {
      known.push(outcome.kept);
      if (outcome.proof !== null) last = { dseq: kept.dseq, at: outcome.kept.receipt?.received_at ?? '', receipt: outcome.proof };
    } else if (end !== 'unproved') {
      end = outcome.kind === 'unproved' ? 'unproved' : 'later';
    }
  }
  await outbox.update(known);
  if (last !== null) await events.acknowledged(last);
  events.verdicts(known);
  return end;
}

/** The next changes that fit into one push. taken: bytes that something else needs. */
export function nextBatch(all: readonly Kept[], most: number, taken = 0): readonly Kept[] {
  const batch: Kept[] = [];
  let bytes = taken;
  for (const each of all) {
    if (each.state !== 'unsent') continue;
    bytes += sizeOf(each.envelope);
    if (batch.length === most || (batch.length > 0 && bytes > BYTES_MAX)) break;
    batch.push(each);
  }
  return batch;
}

function sizeOf(envelope: readonly [string, string]): number {
  return utf8(JSON.stringify(envelope)).length + 1;
}
