/** Delivering sealed things in parts, each proved before the next (PROTOCOL section 17). */

import type { Connection } from '../store/database';
import { noteStored, type Undelivered, undelivered } from '../store/undelivered';
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

/** Delivers what is left of an install. What the server does not prove stays, and holds back none of the others. */
export async function deliver(strict: Connection, delivery: Delivery): Promise<Delivered> {
  let rest = (await undelivered(strict)).things;
  let stored = 0;
  let reachable = true;
  while (rest.length > 0 && reachable) {
    const batch = batchOf(rest);
    const things = batch.map((each) => each.thing);
    const answer = await delivery.send(things);
    reachable = answer.kind === 'ok';
    if (answer.kind !== 'ok') break;
    const proved = await provedStored(answer.value, things, delivery.tenant, await delivery.keys(answer.value));
    if (proved === null) break;
    const done = batch.flatMap(({ row }, at) => (proved[at] == null ? [] : [{ row, at: proved[at] }]));
    await noteStored(strict, done);
    stored += done.length;
    rest = rest.slice(batch.length);
  }
  const left = await undelivered(strict);
  return { stored, left: left.things.length + left.unsealed, reachable };
}

function batchOf(rest: readonly Undelivered[]): readonly Undelivered[] {
  const batch: Undelivered[] = [];
  let bytes = 0;
  for (const each of rest) {
    bytes += each.thing.sealed.length + 200;
    if (batch.length === THINGS_MAX || (batch.length > 0 && bytes > BYTES_MAX)) break;
    batch.push(each);
  }
  return batch;
}
