/**
 * A browser that can die between any two storage operations. What was committed stays, what was not is rolled back;
 * its tabs, timers, locks and channels go with it, and no promise of the dead ever settles.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { Dexie } from 'dexie';
import { IDBFactory, IDBTransaction } from 'fake-indexeddb';

/** One life of the browser: what has to go with it. */
class Life {
  dead = false;
  readonly timers = new Set<ReturnType<typeof setTimeout>>();
  readonly channels = new Set<BroadcastChannel>();
}

const living = new AsyncLocalStorage<Life>();
const NEVER = new Promise<never>(() => undefined);

// What fake-indexeddb keeps behind the standard's interface.
interface RawTransaction {
  readonly db: object;
  readonly mode: string;
  _state: string;
  _rollbackLog: (() => void)[];
  _start(): void;
}
interface RawDatabase {
  transactions: RawTransaction[];
  connections: object[];
  readonly rawObjectStores: ReadonlyMap<string, { readonly records: { values(): Iterable<{ readonly value: unknown }> } }>;
  processTransactions(): void;
}

let current: Machine | null = null;
const prototype = IDBTransaction.prototype as unknown as RawTransaction;
// eslint-disable-next-line @typescript-eslint/unbound-method -- It is called with its own transaction below.
const start = prototype._start;
prototype._start = function step(this: RawTransaction): void {
  if (current === null) start.call(this);
  else current.step(this, () => start.call(this));
};

export class Machine {
  readonly #factory = new IDBFactory();
  readonly #dead = new WeakSet();
  #life = new Life();
  #steps = Infinity;
  #ended: () => void = () => undefined;
  /** Resolves when this life ends. */
  died: Promise<void> = NEVER;

  constructor() {
    globalThis.indexedDB = this.#factory;
    Dexie.dependencies.indexedDB = this.#factory;
    Object.defineProperty(navigator, 'locks', { value: new Locks(), configurable: true });
    globalThis.BroadcastChannel = TrackedChannel;
    globalThis.setTimeout = tracked(nativeTimeout) as typeof setTimeout;
    globalThis.setInterval = tracked(nativeInterval) as typeof setInterval;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- The transactions of all tabs are this machine's.
    current = this;
    this.#begin();
  }

  /** Runs something in the life at hand: its timers, locks and channels die with it. */
  within<T>(work: () => T): T {
    return living.run(this.#life, work);
  }

  /** Whether this life is over; asked by what goes on outside it, such as a request under way. */
  isDead(life: unknown): boolean {
    return life !== this.#life;
  }

  get life(): object {
    return this.#life;
  }

  /** Dies before the storage operation after so many. */
  dieAfter(steps: number): void {
    this.#steps = steps;
  }

  /** Dies now. The next life begins at once, with what lies on the disk. */
  die(): void {
    const life = this.#life;
    life.dead = true;
    for (const timer of life.timers) clearTimeout(timer);
    for (const channel of life.channels) channel.close();
    (navigator.locks as unknown as Locks).forget(life);
    for (const raw of this.#databases()) {
      for (const connection of raw.connections) this.#dead.add(connection);
      raw.connections = [];
      for (const transaction of [...raw.transactions]) this.#bury(raw, transaction);
    }
    const ended = this.#ended;
    this.#begin();
    ended();
  }

  /** Values of a table as they lie on the disk. */
  disk(database: string, table: string): unknown[] {
    const raw = this.#raw().get(database)?.rawObjectStores.get(table);
    return raw === undefined ? [] : Array.from(raw.records.values(), (record) => record.value);
  }

  step(transaction: RawTransaction, go: () => void): void {
    // Only an enrolment makes tables, and it is not what dies here.
    if (transaction.mode === 'versionchange') {
      go();
      return;
    }
    if (!this.#dead.has(transaction.db)) {
      this.#steps -= 1;
      if (this.#steps >= 0) {
        go();
        return;
      }
      this.die();
      return;
    }
    for (const raw of this.#databases()) if (raw.transactions.includes(transaction)) this.#bury(raw, transaction);
  }

  #begin(): void {
    this.#life = new Life();
    this.#steps = Infinity;
    this.died = new Promise((done) => {
      this.#ended = done;
    });
  }

  #bury(raw: RawDatabase, transaction: RawTransaction): void {
    if (transaction._state !== 'finished') for (const undo of transaction._rollbackLog.reverse()) undo();
    transaction._rollbackLog = [];
    transaction._state = 'finished';
    raw.transactions = raw.transactions.filter((each) => each !== transaction);
    raw.processTransactions();
  }

  #raw(): ReadonlyMap<string, RawDatabase> {
    return (this.#factory as unknown as { readonly _databases: ReadonlyMap<string, RawDatabase> })._databases;
  }

  #databases(): RawDatabase[] {
    return [...this.#raw().values()];
  }
}

interface Waiting {
  readonly life: Life | undefined;
  readonly begin: () => void;
}

/** Web Locks of one browser: exclusive, first come first served, and gone with the life that holds them. */
class Locks {
  readonly #queues = new Map<string, Waiting[]>();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const life = living.getStore();
    if (life?.dead === true) return NEVER;
    const within = AsyncLocalStorage.snapshot();
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        life,
        begin: () => {
          void within(async () => work()).then(resolve, reject).finally(() => this.#release(name, waiting));
        },
      };
      const queue = this.#queues.get(name) ?? [];
      this.#queues.set(name, queue);
      queue.push(waiting);
      if (queue.length === 1) waiting.begin();
    });
  }

  /** Nothing of this life holds or waits for a lock any more. */
  forget(life: Life): void {
    for (const [name, queue] of this.#queues) {
      const [first] = queue;
      const left = queue.filter((each) => each.life !== life);
      this.#queues.set(name, left);
      if (left[0] !== first) left[0]?.begin();
    }
  }

  #release(name: string, done: Waiting): void {
    const queue = this.#queues.get(name) ?? [];
    const wasFirst = queue[0] === done;
    const left = queue.filter((each) => each !== done);
    this.#queues.set(name, left);
    if (wasFirst) left[0]?.begin();
  }
}

class TrackedChannel extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    living.getStore()?.channels.add(this);
  }
}

type Timer = (work: (...values: unknown[]) => void, wait?: number, ...values: unknown[]) => ReturnType<typeof setTimeout>;

const nativeTimeout = globalThis.setTimeout as unknown as Timer;
const nativeInterval = globalThis.setInterval as unknown as Timer;

function tracked(timer: Timer): Timer {
  return (...given) => {
    const made = timer(...given);
    living.getStore()?.timers.add(made);
    return made;
  };
}
