/** The change that a memory core writes for an intent: everything that a real one says, without keys. */

import { changeId, randomId } from '../lib/ids';
import { momentOf } from '../lib/moments';
import type { ChangeText } from '../store/texts';
import type { Pending } from '../store/view';
import type { Id, Intent, RecordView, Saved } from './core';
import { TENANT, VIEWER } from './memory_seed';

export interface Written {
  readonly pending: Pending;
  readonly saved: Saved;
}

export interface Writing {
  readonly author: Id;
  /** What is known of the record before; null makes a new one. */
  readonly known: RecordView | null;
  /** Of a new record whose type has references. */
  readonly reference: string | null;
  readonly dseq: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export function written(intent: Intent, { author, known, reference, dseq, now }: Writing): Written {
  const at = momentOf(now);
  const change: ChangeText = {
    id: changeId(now),
    tenant: TENANT,
    stream: intent.stream,
    install: VIEWER.install,
    author,
    dseq,
    prev: null,
    type: intent.type,
    record: intent.record ?? intent.new_record ?? randomId(),
    op: known === null ? 'create' : 'set',
    base: intent.base ?? known?.last_change ?? null,
    after: null,
    set: reference === null ? intent.set : { reference, ...intent.set },
    resolves: intent.resolves ?? [],
    seen: null,
    at: { wall: at, monotonic: 0, session: VIEWER.install },
    schema: 1,
    app: 'memory',
    salt: 'AAAAAAAAAAAAAAAAAAAAAA',
    reason: intent.reason ?? null,
  };
  return {
    pending: { change, hash: '', state: 'unsent', verdict: null, problems: [], receipt: null },
    saved: { record: change.record, change: change.id, reference, at },
  };
}
