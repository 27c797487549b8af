/**
 * Push, then pull, again and again: at the start, after a save, when the network or the page comes back, and on a
 * timer. One tab at a time (Web Lock); a failure waits longer each time and never stops the logging.
 */

import type { Grant, Role } from '../api/core';
import type { Acknowledged } from '../store/acknowledged';
import type { Base } from '../store/base';
import type { Shown } from '../store/pages';
import { type Database, isStorageError } from '../store/database';
import type { Opened } from '../store/opened';
import type { Kept, Outbox } from '../store/outbox';
import type { Side } from '../store/sides';
import type { Followed } from '../vault/following';
import { waitAfter } from './back_off';
import type { Clock } from './chain';
import type { OpenInstall } from './install';
import type { Chains } from './new_keys';
import { pull, type PullEnd, type PullEvents, type Since } from './pull';
import { push, type PushEnd, type PushEvents } from './push';
import type { PushAgain } from './push_again';
import { pace } from './pace';
import type { Session } from './session';
import { checkedReceipt } from './receipts';
import { reportOf } from './report';
import { importPublicKey } from '../vault/signing';
import { isPassed, judged } from './verdicts';
import type { CheckpointLine, Witnessed } from './witness';
import { shownToServer } from './shown';
import type { Lacking, Verdict } from './wire';

/** What a round tells those who show it. */
export interface LoopEvents {
  status(): void;
  shown(shown: Shown): void;
  /** These changes have another state, or are no longer laid over the texts. */
  judged(kept: readonly Kept[]): void;
  grants(grants: readonly Grant[]): Promise<void>;
  /** The server has newer keys: what came of following them. */
  keys(chains: Chains): Promise<Followed>;
  /** After a whole round: what others on this phone have left. */
  carry(): Promise<void>;
  /** The server has the changes that it was given: now their files can go. */
  files(): void;
  /** The words of a change were erased; `set` where it is still here. */
  erased(change: string, set: unknown): Promise<void>;
  /** The server was put back and asks for changes again. */
  lacking(): Promise<void>;
  revoked(): void;
}

export interface Looped {
  readonly database: Database;
  readonly install: OpenInstall;
  readonly session: Session;
  readonly base: Base;
  readonly outbox: Outbox;
  readonly acknowledged: Acknowledged;
  readonly opened: Opened;
  readonly clock: Clock;
}

type End = PushEnd | PullEnd['kind'];

const SOON_MS = 250;
/** Pages in one round; the rest comes with the next. */
const PAGES_MAX = 500;
/** Who works at a desk: they get old records too (PROTOCOL section 20), phones do not. */
const DESKS: ReadonlySet<Role> = new Set(['supervisor', 'support_worker', 'records_officer', 'administrator']);
/** Copies of one stream begun in one round before it is called an alarm. */
const COPIES_MAX = 2;

const ALARMS = {
  rewound: 'the server has gone back to an earlier state. Everything here is kept and compared again.',
  unproved: 'the server’s answer could not be proved. Nothing is marked as sent.',
  mismatch: 'what is on this phone does not match the server. Tell your supervisor.',
  rewritten: 'the server’s log is not the one that it signed before. Both are kept as evidence. Tell your supervisor.',
  storage: 'this phone has no room left. Free some space.',
  keys: 'the server’s new key could not be proved. This phone keeps the old one. Tell your supervisor.',
} as const;

/** Null where it cannot be fetched, as in a tab older than the version that took over: entries go and come without it. */
const witnessing = () => import('./witness').catch(() => null);

export class SyncLoop {
  readonly #with: Looped;
  readonly #events: LoopEvents;
  readonly #stopped = new AbortController();
  /** Made when a server that was put back first asks for what it lost. */
  #again: PushAgain | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #failures = 0;
  #keys: Followed = 'same';
  /** Size of the checkpoint that the pull under way has named. */
  #named = 0;
  running = false;
  reachable: boolean | null = null;
  alarm: string | null = null;

  constructor(looped: Looped, events: LoopEvents) {
    this.#with = looped;
    this.#events = events;
  }

  /** Asks for a round soon: something was saved, or the network came back. */
  poke(): void {
    this.#schedule(SOON_MS);
  }

  /** At the lock: nothing of a round goes on. */
  stop(): void {
    this.#stopped.abort();
    clearTimeout(this.#timer);
  }

  /** A whole round that begins now or as soon as the one under way is over. Never rejects. */
  sync(): Promise<void> {
    if (this.#round === null) return this.#begin();
    this.#next ??= this.#round.then(() => {
      this.#next = null;
      return this.#begin();
    });
    return this.#next;
  }

  #begin(): Promise<void> {
    clearTimeout(this.#timer);
    this.#round = this.#whole().finally(() => {
      this.#round = null;
    });
    return this.#round;
  }

  #schedule(wait: number): void {
    if (this.#isStopped()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.sync(), wait);
  }

  #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  async #whole(): Promise<void> {
    if (this.#isStopped()) return;
    this.running = true;
    this.#events.status();
    const { install } = this.#with.install.enrolment;
    const end = await navigator.locks.request(`sync/${install}`, () => this.#exchangeTwice()).catch(failureOf);
    this.running = false;
    if (this.#isStopped()) return;
    this.#note(end);
    this.#events.status();
  }

  #note(end: End): void {
    if (end === 'revoked') {
      this.#events.revoked();
      return;
    }
    this.reachable = end !== 'unreachable';
    if (end === 'unproved' || end === 'storage') this.alarm = ALARMS[end];
    else if (this.#keys === 'broken') this.alarm = ALARMS.keys;
    else if (end === 'done' && this.alarm !== ALARMS.rewound && this.alarm !== ALARMS.mismatch && this.alarm !== ALARMS.rewritten) this.alarm = null;
    this.#failures = end === 'done' ? 0 : this.#failures + 1;
    this.#schedule(end === 'done' ? pace.idle_ms : waitAfter(this.#failures, Math.random()));
  }

  /** A connection that died while the phone slept is only noticed when it is used: the first failure gets a second try. */
  async #exchangeTwice(): Promise<End> {
    const end = await this.#exchange();
    if (end !== 'unreachable' || this.#failures > 0 || this.#isStopped()) return end;
    return this.#exchange();
  }

  async #exchange(): Promise<End> {
    const { install, session, outbox } = this.#with;
    const pushed = await push(install, session, outbox, this.#pushEvents());
    await this.#settlePassed();
    if (pushed === 'done') this.#events.files();
    if (pushed === 'unreachable' || pushed === 'sign_in_needed' || pushed === 'revoked') return pushed;
    this.#keys = 'same';
    const pulled = await this.#pullAll();
    // A receipt under a key that this phone did not know yet: with the new keys it proves what it says.
    if (pushed === 'unproved' && this.#followed() === 'newer') return this.#exchange();
    await this.#settlePassed();
    await outbox.forget(this.#with.clock.now());
    if (pulled === 'done') await this.#events.carry();
    return pulled === 'done' ? pushed : pulled;
  }

  async #pullAll(): Promise<End> {
    const copies = new Map<string, number>();
    const rewound = new Set<string>();
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const again = new Set<string>();
      let lacking = null as Lacking | null;
      const end = await pull(this.#puller(), await this.#since(), {
        ...this.#pullEvents(),
        mismatch: (stream) => {
          copies.set(stream, (copies.get(stream) ?? 0) + 1);
          again.add(stream);
        },
        rewound: (stream) => {
          this.alarm = ALARMS.rewound;
          rewound.add(stream);
          again.add(stream);
        },
        lacking: (what) => {
          lacking = what;
        },
      });
      if (end.kind !== 'page') return end.kind;
      await this.#keepVerdicts(end.verdicts);
      // Before the copies beside the old rows are complete, so that they hold this phone's own again.
      if (lacking !== null) await this.#events.lacking();
      const repeated = lacking === null ? null : await this.#pushAgain(lacking);
      if (repeated !== null && repeated !== 'done') return repeated;
      if (repeated !== null) again.add('chain');
      if ([...copies.values()].some((count) => count > COPIES_MAX)) {
        this.alarm = ALARMS.mismatch;
        return 'later';
      }
      if (!end.more && again.size === 0) break;
    }
    if (copies.size > 0 && this.alarm === ALARMS.mismatch) this.alarm = null;
    // What was shown until then stays in sight for a round longer.
    if (this.alarm === ALARMS.rewound && rewound.size === 0) this.alarm = null;
    return 'done';
  }

  async #pushAgain(lacking: Lacking): Promise<PushEnd | null> {
    const { PushAgain } = await import('./push_again');
    const { install, session, outbox } = this.#with;
    this.#again ??= new PushAgain(install, session, outbox, this.#pushEvents());
    return this.#again.push(lacking);
  }

  #pushEvents(): PushEvents {
    const { acknowledged, base, install, opened } = this.#with;
    return {
      shown: (streams) => shownToServer(base.sides, acknowledged.last, streams),
      acknowledged: (last) => acknowledged.note(last),
      verdicts: (kept) => this.#events.judged(kept),
      report: () => reportOf(install, opened),
      told: (report) => opened.forget(report.told),
    };
  }

  async #since(): Promise<Since> {
    const { acknowledged, base, install } = this.#with;
    const { enrolment } = install;
    this.#named = (await this.#witnessed())?.size ?? 0;
    return {
      verdicts: await this.#verdicts(),
      checkpoint: this.#named,
      acknowledged: acknowledged.last?.dseq ?? 0,
      shown: shownToServer(base.sides, acknowledged.last, null),
      keys: { receipt: enrolment.receipt_key.kid, sealing: enrolment.sealing_key.kid },
      ...(DESKS.has(enrolment.person.role) ? { old: true } : {}),
    };
  }

  /** What this round's pull said about the server's keys. */
  #followed(): Followed {
    return this.#keys;
  }

  #puller(): Parameters<typeof pull>[0] {
    const { install, session, base, clock } = this.#with;
    return { install, session, base, now: () => clock.now(), wall: () => clock.wall(), signal: this.#stopped.signal };
  }

  #pullEvents(): Omit<PullEvents, 'mismatch' | 'rewound' | 'lacking'> {
    return {
      grants: (grants) => this.#events.grants(grants),
      checkpoint: (line) => this.#witness(line),
      verdict: (verdict) => this.#lateVerdict(verdict),
      keys: async (chains) => {
        this.#keys = await this.#events.keys(chains);
      },
      shown: async (shown) => {
        this.#events.shown(shown);
        await this.#settlePassed();
      },
    };
  }

  /** A verdict that came later than the push: a held change was judged, a late one was decided, one was erased. */
  async #lateVerdict(verdict: Verdict): Promise<void> {
    const kept = this.#with.outbox.all.find((each) => each.hash === verdict.change_hash);
    if (verdict.erased !== null && (await checkedReceipt(this.#with.install, verdict, verdict.change_hash)) !== null) {
      await this.#with.outbox.erase(verdict.erased);
      if (verdict.change !== null) await this.#events.erased(verdict.change, kept?.change.set ?? null);
      this.#events.judged(kept === undefined ? [] : [kept]);
      return;
    }
    if (kept === undefined) return;
    const outcome = await judged(this.#with.install, kept, verdict);
    if (outcome.kind !== 'known') return;
    await this.#with.outbox.update([outcome.kept]);
    this.#events.judged([outcome.kept]);
  }

  /** Sent changes that the shown texts contain by now are no longer laid over them. */
  async #settlePassed(): Promise<void> {
    const { base, outbox, install, clock } = this.#with;
    const passed: Kept[] = [];
    for (const kept of outbox.all) {
      // Until its files are there too it is not sent, and stays in sight.
      if (kept.state !== 'sent' || kept.files != null) continue;
      const { stream } = kept.change;
      const readable = install.enrolment.streams.some((grant) => grant.stream === stream && grant.mode === 'read');
      const side = base.sides.shown.get(kept.receipt?.stream ?? stream);
      if (isPassed(kept, side, readable) || (await this.#isTold(kept, side))) passed.push(kept);
    }
    if (passed.length === 0) return;
    await outbox.finish(passed, clock.now());
    this.#events.judged(passed);
  }

  /** A receipt without a place in the stream, or of an epoch that is over: then the record's own history tells. */
  async #isTold(kept: Kept, side: Side | undefined): Promise<boolean> {
    if (kept.receipt === null || kept.verdict === 'held') return false;
    const { epoch, seq } = kept.receipt;
    if (seq !== null && (side?.complete == null || side.complete.epoch === epoch)) return false;
    const text = await this.#with.base.text(kept.change.record);
    return text?.history.some((entry) => entry.change === kept.change.id) ?? false;
  }

  /** Keep the server's newest checkpoint; alarm when it does not extend the one that was kept. */
  async #witness(line: CheckpointLine): Promise<void> {
    const { database, install } = this.#with;
    const { checkpoint_key, tenant } = install.enrolment;
    if (checkpoint_key === undefined) return;
    const witness = (await witnessing())?.witness;
    if (witness === undefined) return;
    const before = await this.#witnessed();
    // The proof is from the one that this pull named; another has none here, which is no sign of a rewritten log.
    if ((before?.size ?? 0) !== this.#named) return;
    const kept = await witness(await importPublicKey(checkpoint_key.public_key), tenant, before, line);
    if (kept === null) return;
    if (kept.against.length > (before?.against.length ?? 0)) this.alarm = ALARMS.rewritten;
    const sealed = await install.vault.seal('keys', ['witnessed'], JSON.stringify(kept));
    await database.strict.keys.put({ name: 'witnessed', sealed });
  }

  async #witnessed(): Promise<Witnessed | null> {
    const row = await this.#with.database.strict.keys.get('witnessed');
    const readWitnessed = row === undefined ? undefined : (await witnessing())?.readWitnessed;
    if (row === undefined || readWitnessed === undefined) return null;
    return readWitnessed(JSON.parse(await this.#with.install.vault.open('keys', ['witnessed'], row.sealed)));
  }

  async #verdicts(): Promise<number> {
    const row = await this.#with.database.strict.keys.get('verdicts');
    return row === undefined ? 0 : Number(await this.#with.install.vault.open('keys', ['verdicts'], row.sealed));
  }

  async #keepVerdicts(value: number): Promise<void> {
    const sealed = await this.#with.install.vault.seal('keys', ['verdicts'], String(value));
    await this.#with.database.strict.keys.put({ name: 'verdicts', sealed });
  }
}

function failureOf(error: unknown): End {
  return isStorageError(error) ? 'storage' : 'later';
}
