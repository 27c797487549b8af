/** Sends what is unsent, in the order in which it was written, and keeps every verdict before the next batch. */

import { utf8 } from '../lib/bytes';
import type { Kept, Outbox } from '../store/outbox';
import type { OpenInstall } from './install';
import type { Session } from './session';
import { judged } from './verdicts';
import { readVerdicts } from './wire';

/** Bounds of PROTOCOL section 13, with room for the request's own keys. */
const CHANGES_MAX = 200;
const BYTES_MAX = 1024 * 1024 - 4096;

/** done: everything unsent got a verdict. later: try again after a while. */
export type PushEnd = 'done' | 'later' | 'unreachable' | 'sign_in_needed' | 'revoked' | 'unproved';

/** Pushes until nothing is unsent or something stands in the way. `onVerdicts`: after those of a batch are durable. */
export async function push(
  install: OpenInstall,
  session: Session,
  outbox: Outbox,
  onVerdicts: (kept: readonly Kept[]) => void,
): Promise<PushEnd> {
  let most = CHANGES_MAX;
  for (;;) {
    const batch = nextBatch(outbox.all, most);
    if (batch.length === 0) return 'done';
    const body = { install: install.enrolment.install, changes: batch.map((each) => each.envelope), views: [] };
    const answer = await session.call({ method: 'POST', path: '/api/push', body, gzip: true });
    if (session.revoked) return 'revoked';
    if (answer.kind === 'unreachable') return 'unreachable';
    if (answer.kind === 'problem') {
      if (answer.status === 401) return 'sign_in_needed';
      // Somebody on the way allows less than the protocol: smaller parts may pass.
      if (answer.status !== 413 || batch.length === 1) return 'later';
      most = Math.ceil(batch.length / 2);
      continue;
    }
    const verdicts = readVerdicts(answer.value, batch.length);
    if (verdicts === null) return 'unreachable';
    let end: PushEnd | null = null;
    const known: Kept[] = [];
    for (const [at, verdict] of verdicts.entries()) {
      const kept = batch[at];
      if (kept === undefined) continue;
      const outcome = await judged(install, kept, verdict);
      if (outcome.kind === 'known') known.push(outcome.kept);
      else end = outcome.kind === 'unproved' ? 'unproved' : (end ?? 'later');
    }
    await outbox.update(known);
    onVerdicts(known);
    // One that is to be sent again holds back none of the others, but this round ends with it.
    if (end !== null) return end;
  }
}

/** The next changes that fit into one push. */
export function nextBatch(all: readonly Kept[], most: number): readonly Kept[] {
  const batch: Kept[] = [];
  let bytes = 0;
  for (const each of all) {
    if (each.state !== 'unsent') continue;
    bytes += utf8(JSON.stringify(each.envelope)).length + 1;
    if (batch.length === most || (batch.length > 0 && bytes > BYTES_MAX)) break;
    batch.push(each);
  }
  return batch;
}
