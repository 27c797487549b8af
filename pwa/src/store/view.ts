/** A record as a screen sees it, made of the server's text and this phone's own changes. Pure. */

import type { HistoryEntry, Id, Problem, RecordView, SyncMark } from '../api/core';
import { deviceProblem } from '../api/device_problems';
import { type KindOf, overlaid } from './overlay';
import { type ChangeText, isObject, type RecordText } from './texts';

/**
 * unsent: no verdict yet. sent: verified receipt, not yet passed by a pull. attention: refused,
 * quarantined or late, and nobody has dealt with it.
 */
export type PendingState = 'unsent' | 'sent' | 'attention';

/** What is left of a change's files here: some wait for their receipt, one no longer opens, or null. */
export type FilesState = 'waiting' | 'damaged' | null;

/** One of this install's changes that the server's texts on this phone do not contain yet. */
export interface Pending {
  readonly change: ChangeText;
  /** SHA-256 of its text. */
  readonly hash: string;
  readonly state: PendingState;
  readonly verdict: string | null;
  readonly problems: readonly Problem[];
  /** The server's time and place in the verified receipt. */
  readonly receipt: Receipt | null;
  readonly files?: FilesState;
}

export interface Receipt {
  readonly received_at: string;
  readonly stream: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
}

/** Who looks: tells records that this install created. */
export interface Viewer {
  readonly install: Id;
  readonly install_code: string;
}

/** Changes that count in what is shown: a refused change of a record that stands is told, not laid over it. */
export function inForce(base: RecordText | null, pending: readonly Pending[]): readonly Pending[] {
  return untold(base, pending).filter((each) => base === null || each.state !== 'attention');
}

/** Those that the text does not contain: between a pull and its bookkeeping one may be in both, and counts once. */
function untold(base: RecordText | null, pending: readonly Pending[]): readonly Pending[] {
  const told = new Set(base?.history.map((entry) => entry.change));
  return pending.filter((each) => !told.has(each.change.id));
}

/** The record, or null when neither the server nor this phone has said anything about it. */
export function recordView(
  base: RecordText | null,
  pending: readonly Pending[],
  kindOf: KindOf,
  viewer: Viewer,
): RecordView | null {
  const first = pending[0]?.change;
  const origin = base ?? first;
  if (origin === undefined) return null;
  const laid = inForce(base, pending);
  const newest = laid.at(-1)?.change;
  const settled = new Set(laid.flatMap((each) => each.change.resolves.map(([, field]) => field)));
  return {
    record: origin.record,
    type: origin.type,
    stream: origin.stream,
    version: base?.version ?? 0,
    last_change: base?.last_change ?? null,
    created: base === null ? stampOf(first) : stamp(base.created),
    changed: newest !== undefined ? stampOf(newest) : stamp(base?.changed),
    fields: overlaid(base?.fields ?? {}, laid.map((each) => each.change), kindOf, base === null ? [] : removedFrom(base)),
    clashes: (base?.clashes ?? []).filter((clash) => !settled.has(clash.field)),
    late: base?.late ?? [],
    flags: base?.flags ?? [],
    history: [...(base?.history ?? []), ...untold(base, pending).map(historyEntry)],
    mark: markOf(base, pending),
    own: base === null ? first?.op === 'create' : base.created.install_code === viewer.install_code,
    ...(base?.erased === undefined ? {} : { erased: base.erased }),
    ...(base?.linked === undefined ? {} : { linked: base.linked }),
  };
}

/** Elements that somebody wrote and that the text does not show: they were taken away. */
function removedFrom(base: RecordText): readonly string[] {
  const written = base.history.flatMap((entry) => entry.fields).filter((key) => key.endsWith('/removed'));
  return written.map((key) => key.slice(0, -'/removed'.length)).filter((key) => {
    const [field = '', element] = key.split('/');
    const rows = base.fields[field];
    return !Array.isArray(rows) || !rows.some((row) => isObject(row) && row['element'] === element);
  });
}

/** The three words: attention before unsent, unsent before sent. */
export function markOf(base: RecordText | null, pending: readonly Pending[]): SyncMark {
  const troubled = pending.filter((each) => each.state === 'attention');
  if (troubled.length > 0) return { word: 'needs_attention', problems: troubled.flatMap((each) => each.problems) };
  if (pending.some((each) => each.files === 'damaged')) return { word: 'needs_attention', problems: [deviceProblem('file_damaged')] };
  const unsent = pending.find((each) => each.state === 'unsent' || each.files === 'waiting');
  if (unsent !== undefined) return { word: 'on_this_phone', since: unsent.change.at.wall };
  const receipt = pending.at(-1)?.receipt ?? null;
  const asked = base !== null && base.clashes.length + base.late.length > 0;
  const conflicted = pending.some((each) => each.verdict === 'conflicted');
  return {
    word: 'sent',
    at: receipt?.received_at ?? base?.changed.received_at ?? base?.changed.at ?? '',
    with_supervisor: asked || conflicted,
  };
}

/** The mark of one change, for the list of what is unsent. */
export function markOfPending(each: Pending): SyncMark {
  return markOf(null, [each]);
}

function historyEntry(each: Pending): HistoryEntry {
  const { change } = each;
  return {
    change: change.id,
    author: change.author,
    op: change.op,
    at: change.at.wall,
    received_at: each.receipt?.received_at ?? null,
    fields: Object.keys(change.set),
    set: change.set,
    reason: change.reason,
    verdict: each.verdict,
  };
}

interface Shown {
  readonly author: Id | null;
  readonly at: string;
  readonly received_at: string | null;
}

function stampOf(change: ChangeText | undefined): Shown {
  return { author: change?.author ?? null, at: change?.at.wall ?? '', received_at: null };
}

function stamp(said: Shown | undefined): Shown {
  return { author: said?.author ?? null, at: said?.at ?? '', received_at: said?.received_at ?? null };
}
