/** Delivering sealed things in parts, each proved before the next (PROTOCOL section 17). */

import type { Connection } from '../store/database';
import { noteStored, undelivered } from '../store/undelivered';
import type { SealedThing } from '../vault/server_seal';
import type { Answer } from './http';
import { BYTES_MAX } from './push';
import { provedStored, type ReceiptKeys } from './stored';

/** Things in one push: each is opened and judged. */
const THINGS_MAX = 50;

/** How one batch goes to the server. */
export interface Delivery {
  readonly tenant: string;
  send(things: readonly SealedThing[]): Promise<Answer>;
  /** Keys to prove with, once this answer is there: it may bring new ones. */
  keys(answer: unknown): Promise<ReceiptKeys>;
}

/** stored: proved now. left: still only here. */
export interface Delivered {
  readonly stored: number;
  readonly left: number;
  readonly reachable: boolean;
}

/** A thing on its way, with whatever its sender knows it by. */
interface Sent {
  readonly thing: SealedThing;
}

/** Delivers what is left of an install. What the server does not prove stays, and holds back none of the others. */
export async function deliver(strict: Connection, delivery: Delivery): Promise<Delivered> {
  let stored = 0;
  const answer = await deliverAll((await undelivered(strict)).things, delivery, async (done) => {
    await noteStored(strict, done.map(({ sent, at }) => ({ row: sent.row, at })));
    stored += done.length;
  });
  const left = await undelivered(strict);
  return { stored, left: left.things.length + left.unsealed, reachable: answer === 'ok' };
}

/**
 * Sends things batch by batch. proved: told after each what the server has proved to have, and since when.
 * Returns how it ended: `ok`, or the kind of the answer that ended it.
 */
export async function deliverAll<T extends Sent>(
  all: readonly T[],
  delivery: Delivery,
  proved: (done: readonly { readonly sent: T; readonly at: string }[]) => Promise<void>,
): Promise<Answer['kind']> {
  let rest = all;
  while (rest.length > 0) {
    const batch = batchOf(rest);
    const things = batch.map((each) => each.thing);
    const answer = await delivery.send(things);
    if (answer.kind !== 'ok') return answer.kind;
    const times = await provedStored(answer.value, things, delivery.tenant, await delivery.keys(answer.value));
    if (times === null) return 'ok';
    await proved(batch.flatMap((sent, at) => (times[at] == null ? [] : [{ sent, at: times[at] }])));
    rest = rest.slice(batch.length);
  }
  return 'ok';
}

function batchOf<T extends Sent>(rest: readonly T[]): readonly T[] {
  const batch: T[] = [];
  let bytes = 0;
  for (const each of rest) {
    bytes += each.thing.sealed.length + 200;
    if (batch.length === THINGS_MAX || (batch.length > 0 && bytes > BYTES_MAX)) break;
    batch.push(each);
  }
  return batch;
}
