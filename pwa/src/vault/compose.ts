/** Turns what a screen wants written into changes: ids, trunk, witness and reference are filled in here. */

import type { Id, Intent, Problem } from '../api/core';
import { pairedId, randomId } from '../lib/ids';
import { homeOf } from '../lib/streams';
import { problem } from '../records/values';
import { problemsOfChange } from '../records/validate';
import { LOADERS, type TypeName } from '../records/index.gen';
import type { Base } from '../store/base';
import { DEFINITIONS } from '../store/definitions';
import type { Outbox } from '../store/outbox';
import type { Compose, Unchained } from '../sync/chain';
import { flawIn, normalised } from '../sync/envelope';
import type { Enrolment } from '../sync/install';

/** What is known about an intent before the chain gives it a number. */
export interface Planned {
  readonly intent: Intent;
  readonly record: Id;
  readonly op: 'create' | 'set';
  readonly base: Id | null;
  /** This install's newest change of the record without a verdict; null when it may be one of the same save. */
  readonly after: Id | null;
}

export interface Known {
  readonly base: Base;
  readonly outbox: Outbox;
  readonly enrolment: Enrolment;
  /** `last_change` of the view that was given out last, by record. */
  readonly seen: ReadonlyMap<Id, Id | null>;
}

/** Everything that is wrong with an intent, at once, each with its field's path. Nothing when it can be kept. */
export async function problemsOf(intent: Intent, op: Planned['op'], enrolment: Enrolment, today: string): Promise<readonly Problem[]> {
  const flaw = flawIn(intent.set);
  if (flaw !== null) return [problem(flaw.code, flaw.path, { expected: 'text, whole numbers, lists and objects' })];
  if (!isTypeName(intent.type)) return [problem('type_wrong', 'type', { expected: 'a kind of record' })];
  const type = await LOADERS[intent.type]();
  return problemsOfChange(type, op, normalised(intent.set), { role: enrolment.person.role, today });
}

/** Which record an intent is about, and what its author had seen of it. */
export async function planned(intent: Intent, known: Known): Promise<Planned> {
  const paired = intent.record === null ? await pairOf(intent, known.enrolment.tenant) : null;
  const record = intent.record ?? paired ?? intent.new_record ?? randomId();
  const pending = known.outbox.of(record);
  const text = intent.record === null && paired === null ? null : await known.base.text(record);
  const stands = intent.record !== null || text !== null || pending.length > 0;
  const trunk = intent.base === undefined ? known.seen.get(record) : intent.base;
  return {
    intent,
    record,
    op: stands ? 'set' : 'create',
    base: !stands ? null : trunk === undefined ? (text?.last_change ?? null) : trunk,
    after: pending.filter((each) => each.state === 'unsent').at(-1)?.change.id ?? null,
  };
}

/** The changes of one save. A later one of the same record comes `after` the earlier. */
export function composing(plans: readonly Planned[], base: Base): Compose {
  return ({ ids, nextReference }) => {
    const newest = new Map<Id, Id>();
    return plans.map((plan, at): Unchained => {
      const { intent, record, op } = plan;
      const after = newest.get(record) ?? plan.after;
      const id = ids[at];
      if (id !== undefined) newest.set(record, id);
      const letter = op === 'create' ? (DEFINITIONS.get(intent.type)?.reference_letter ?? null) : null;
      const set = normalised(intent.set);
      // An old record is written to at home, and comes back there.
      const stream = homeOf(intent.stream);
      const complete = base.sides.shown.get(stream)?.complete;
      return {
        stream,
        type: intent.type,
        record,
        op,
        base: plan.base,
        after,
        set: letter === null ? set : { ...set, reference: nextReference(letter) },
        resolves: intent.resolves ?? [],
        seen: complete == null ? null : [complete.epoch, complete.seq, complete.head],
        reason: intent.reason ?? null,
      };
    });
  };
}

/** The derived id of a record that a pair has once, or null for other types. */
async function pairOf(intent: Intent, tenant: string): Promise<Id | null> {
  const [first, second] = DEFINITIONS.get(intent.type)?.paired ?? [];
  if (first === undefined || second === undefined) return null;
  const [one, other] = [intent.set[first], intent.set[second]];
  return typeof one === 'string' && typeof other === 'string' ? pairedId(tenant, intent.type, one, other) : null;
}

function isTypeName(name: string): name is TypeName {
  return Object.hasOwn(LOADERS, name);
}
