/**
 * Others on this phone have written what is not delivered: this session carries it, sealed, and learns nothing of it
 * but that it is stored (PROTOCOL section 17). An install that was ended goes from the phone once all of it is.
 */

import { Connection } from '../store/database';
import { waitingFiles } from '../store/files';
import { allInstalls, isAnew, isEnded, knownBy, otherInstalls } from '../store/registry';
import { dropSpare, spared } from '../store/spare';
import { undelivered } from '../store/undelivered';
import { deliver, deliverAll, type Delivered, type Delivery } from './deliver';
import type { OpenInstall } from './install';
import { pace } from './pace';
import type { Session } from './session';

/** waiting: sealed things of others that are only on this phone. handed_over: since the unlock. */
export interface Carried {
  readonly waiting: number;
  readonly handed_over: number;
}

/** What did not go is tried again after this, not in every round. */
const AGAIN_MS = 10 * 60_000;

/** Second copies of installs whose database is gone (`store/spare.ts`), as one among the others. */
const SPARED = 'spared';

export class Carrying {
  readonly #install: OpenInstall;
  readonly #session: Session;
  readonly #wipe: (install: string) => Promise<void>;
  readonly #now: () => number;
  readonly #tried = new Map<string, { readonly at: number; readonly left: number }>();
  readonly #tell: () => void;
  readonly #stopped = new AbortController();
  #handed = 0;

  /** now: milliseconds that cannot be set back. tell: files of others have gone. */
  constructor(install: OpenInstall, session: Session, wipe: (install: string) => Promise<void>, now: () => number, tell: () => void) {
    this.#install = install;
    this.#session = session;
    this.#wipe = wipe;
    this.#now = now;
    this.#tell = tell;
  }

  get status(): Carried {
    return { waiting: [...this.#tried.values()].reduce((sum, { left }) => sum + left, 0), handed_over: this.#handed };
  }

  /** One round over the others on this phone, and over those whose database is gone. */
  async carry(): Promise<void> {
    for (const other of await otherInstalls(this.#install.enrolment.install)) await this.#inTurn(other, () => this.#one(other));
    await this.#inTurn(SPARED, async () => {
      const here = new Set((await allInstalls()).map(({ install }) => install));
      await this.#spared(SPARED, (install) => !here.has(install));
    });
  }

  async #inTurn(other: string, work: () => Promise<void>): Promise<void> {
    const before = this.#tried.get(other);
    if (before !== undefined && before.left > 0 && this.#now() - before.at < AGAIN_MS) return;
    await navigator.locks.request(`rescue/${other}`, { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
    });
  }

  /** Delivers second copies. Returns how many are left. */
  async #spared(name: string, whose: (install: string) => boolean): Promise<number> {
    const things = (await spared(whose)).map((thing) => ({ thing }));
    let left = things.length;
    if (left === 0) return 0;
    await deliverAll(things, this.#delivery(), async (done) => {
      for (const { sent } of done) await dropSpare(sent.thing.install, [sent.thing.dseq]);
      this.#handed += done.length;
      left -= done.length;
    });
    this.#tried.set(name, { at: this.#now(), left });
    this.#tell();
    return left;
  }

  async #one(other: string): Promise<void> {
    let [over, rest] = [false, 0];
    const files = await waitingFiles(other);
    const strict = new Connection(`lantern-${other}`, 'strict');
    strict.on('versionchange', () => strict.close());
    try {
      await strict.open();
      let sent = await this.#deliver(strict);
      // What the server takes only from an ended install comes after that: drafts, and what was written while locked.
      over = sent.left > 0 && (await this.#endsAnew(other, strict));
      if (over) sent = await this.#deliver(strict);
      if (sent.left + files > 0 && sent.reachable && (await this.#isKnownAgain(other))) sent = await this.#deliver(strict);
      this.#tried.set(other, { at: this.#now(), left: sent.left + files });
      rest = sent.left;
    } finally {
      strict.close();
    }
    const ended = await isEnded(other);
    // Of a phone that stands drafts stay; of one that was ended everything goes in its order.
    if (ended && rest > 0) return;
    if (ended && !over) await this.#endAnew(other);
    // Beside the rounds: a photograph takes longer than the shift's next ten entries.
    if (files > 0) void this.#files(other, ended, rest).catch(() => undefined);
    else if (ended) await this.#gone(other);
  }

  /** Sends the files of one, sealed as they lie here. Those of a phone that stands wait while little data is wanted. */
  async #files(other: string, ended: boolean, rest: number): Promise<void> {
    if (pace.holds_files && !ended) return;
    const { deliverFiles } = await import('./deliver_files');
    const { install, tenant } = this.#install.enrolment;
    await navigator.locks.request(`rescue/files/${other}`, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      const { stored, left } = await deliverFiles(other, {
        tenant,
        carrier: install,
        send: (request, signal) => this.#session.open(request, signal),
        keys: () => Promise.resolve(this.#install.receipt_keys),
        progress: () => undefined,
        signal: this.#stopped.signal,
      });
      this.#handed += stored;
      this.#tried.set(other, { at: this.#now(), left: left + rest });
      if (left === 0 && ended) await this.#gone(other);
      this.#tell();
    });
  }

  async #gone(other: string): Promise<void> {
    // Its database may have lost what lies beside it still.
    if ((await this.#spared(other, (install) => install === other)) > 0) return;
    await this.#wipe(other);
    this.#tried.delete(other);
  }

  /** At the lock. */
  stop(): void {
    this.#stopped.abort();
  }

  async #deliver(strict: Connection): Promise<Delivered> {
    const delivered = await deliver(strict, this.#delivery());
    this.#handed += delivered.stored;
    return delivered;
  }

  #delivery(): Delivery {
    const { install, tenant } = this.#install.enrolment;
    return {
      tenant,
      send: (things) =>
        this.#session.call({ method: 'POST', path: '/api/push', body: { install, changes: [], views: [], sealed: things }, gzip: true }),
      keys: () => Promise.resolve(this.#install.receipt_keys),
    };
  }

  /** Its person began anew. Never before every change is there: one from an ended install would be late. */
  async #endsAnew(other: string, strict: Connection): Promise<boolean> {
    const { things } = await undelivered(strict);
    return !things.some(({ row }) => 'dseq' in row) && this.#endAnew(other);
  }

  /** Whether a server that was put back, and had lost this ended install of the same person, knows of it again. */
  async #isKnownAgain(other: string): Promise<boolean> {
    const known_by = (await isEnded(other)) ? await knownBy(other, this.#install.enrolment.person.id) : null;
    if (known_by === null) return false;
    const answer = await this.#session.call({ method: 'PUT', path: `/api/installs/${other}`, body: known_by });
    return answer.kind === 'ok';
  }

  /** Whether the server has now ended it, because its person began anew. */
  async #endAnew(other: string): Promise<boolean> {
    if (!(await isAnew(other))) return false;
    const answer = await this.#session.call({ method: 'DELETE', path: `/api/installs/${other}` });
    return answer.kind === 'ok';
  }
}
