/** Rule 7 in total: what is on this phone, what needs attention, how old the oldest is. Never a guess. */

import type { SyncStatus } from '../api/core';
import { millisecondsOf } from '../lib/moments';
import type { Session } from '../sync/session';
import type { OpenWork } from './open_work';

export const NO_SYNC: SyncStatus = {
  unsent: 0,
  oldest: null,
  attention: 0,
  drafts: 0,
  running: false,
  reachable: null,
  complete_at: null,
  sign_in_needed: false,
  carried: { waiting: 0, handed_over: 0 },
  files: { waiting: 0, held: false, arrived: 0, bytes: 0 },
  alarm: null,
  clock_off_ms: null,
};

/** The strip's facts. drafts: how many are open. */
export function syncStatus(work: OpenWork, drafts: number, session: Session): SyncStatus {
  const pending = work.outbox.all;
  const unproved = pending.filter((each) => each.receipt === null || each.files != null);
  return {
    unsent: unproved.length,
    oldest: unproved[0]?.change.at.wall ?? null,
    attention: pending.filter((each) => each.state === 'attention' || each.files === 'damaged').length,
    drafts,
    running: work.loop.running,
    reachable: work.loop.reachable,
    complete_at: completeAt(work),
    sign_in_needed: session.sign_in_needed,
    carried: work.carrying.status,
    files: work.evidence.status(),
    alarm: work.loop.alarm,
    clock_off_ms: session.clock_off_ms,
  };
}

/** The oldest among the streams' last complete pulls; null while one that may be read was never complete. */
function completeAt(work: OpenWork): string | null {
  let oldest: string | null = null;
  for (const { stream, mode } of work.install.enrolment.streams) {
    if (mode !== 'read') continue;
    const at = work.base.sides.shown.get(stream)?.complete?.at;
    if (at === undefined) return null;
    if (oldest === null || millisecondsOf(at) < millisecondsOf(oldest)) oldest = at;
  }
  return oldest;
}
