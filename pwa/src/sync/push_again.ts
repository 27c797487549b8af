/**
 * Sends once more what the server has lost: it was put back and asks for numbers that it had acknowledged (PROTOCOL
 * section 21). What is still at hand goes as it was signed, what is done goes as the copy sealed to the server.
 */

import type { Outbox } from '../store/outbox';
import { isObject } from '../store/texts';
import { copyOf } from '../vault/server_seal';
import type { OpenInstall } from './install';
import { BYTES_MAX, nextBatch, pushBatch, type PushEnd, type PushEvents } from './push';
import type { Session } from './session';
import type { Lacking } from './wire';

/** Things in one push: each is opened and judged. */
const THINGS_MAX = 100;

interface Copy {
  readonly dseq: number;
  readonly thing: ReturnType<typeof copyOf>;
}

export class PushAgain {
  readonly #install: OpenInstall;
  readonly #session: Session;
  readonly #outbox: Outbox;
  readonly #events: PushEvents;
  /** Sent again since the unlock and since the server was put back: once is enough, whatever it goes on asking for. */
  readonly #sent = new Set<number>();
  #epoch = 0;

  constructor(install: OpenInstall, session: Session, outbox: Outbox, events: PushEvents) {
    this.#install = install;
    this.#session = session;
    this.#outbox = outbox;
    this.#events = events;
  }

  /** Everything of these ranges that this phone still has. Null when there was nothing to send. */
  async push({ epoch, ranges }: Lacking): Promise<PushEnd | null> {
    if (epoch !== this.#epoch) this.#sent.clear();
    this.#epoch = epoch;
    const again = await this.#outbox.again(ranges);
    const kept = again.kept.filter((each) => !this.#sent.has(each.dseq));
    const copies = again.copies.filter((each) => !this.#sent.has(each.dseq)).map(({ dseq, copy }) => ({ dseq, thing: copyOf(copy) }));
    if (kept.length + copies.length === 0) return null;
    // In the order of the chain as far as it goes: the done ones are the older.
    const done = await this.#copies(copies);
    return done === 'done' ? this.#kept(kept.map((each) => ({ ...each, state: 'unsent' }))) : done;
  }

  async #kept(all: Parameters<typeof nextBatch>[0]): Promise<PushEnd> {
    let rest = all;
    while (rest.length > 0) {
      const batch = nextBatch(rest, THINGS_MAX);
      const end = await pushBatch(this.#install, this.#session, this.#outbox, batch, this.#events);
      if (end !== 'done') return end === 'too_large' ? 'later' : end;
      for (const each of batch) this.#sent.add(each.dseq);
      rest = rest.slice(batch.length);
    }
    return 'done';
  }

  async #copies(all: readonly Copy[]): Promise<PushEnd> {
    let rest = all;
    while (rest.length > 0) {
      const batch = batchOf(rest);
      const { install } = this.#install.enrolment;
      const body = { install, changes: [], views: [], shown: this.#events.shown(new Set()), sealed: batch.map((each) => each.thing) };
      const answer = await this.#session.call({ method: 'POST', path: '/api/push', body, gzip: true });
      if (this.#session.revoked) return 'revoked';
      if (answer.kind === 'unreachable') return 'unreachable';
      if (answer.kind === 'problem') return answer.status === 401 ? 'sign_in_needed' : 'later';
      const stored = storedIn(answer.value, batch.length);
      if (stored === null) return 'unreachable';
      for (const [at, each] of batch.entries()) if (stored[at] === true) this.#sent.add(each.dseq);
      if (stored.includes(false)) return 'later';
      rest = rest.slice(batch.length);
    }
    return 'done';
  }
}

function batchOf(rest: readonly Copy[]): readonly Copy[] {
  const batch: Copy[] = [];
  let bytes = 0;
  for (const each of rest) {
    bytes += each.thing.sealed.length + 200;
    if (batch.length === THINGS_MAX || (batch.length > 0 && bytes > BYTES_MAX)) break;
    batch.push(each);
  }
  return batch;
}

/** Of each thing, whether the server has it now; null when the answer is not one about `count`. */
function storedIn(answer: unknown, count: number): readonly boolean[] | null {
  if (!isObject(answer) || !Array.isArray(answer['sealed']) || answer['sealed'].length !== count) return null;
  return answer['sealed'].map((each) => isObject(each) && each['receipt'] !== null);
}
