/** The core itself, as it runs in the worker: phases, keys and the work that is alive while the vault is open. */

import { failed } from '../api/device_problems';
import type {
  Core, CoreEvent, ExportedOutbox, Id, Outcome, OutboxLeft, Phase, Rescue as RescueStatus, Status, SyncStatus,
} from '../api/core';
import type { Captured, KeptCapture, PasskeyMade, PersonHere } from '../api/locked';
import type { Bytes } from '../lib/bytes';
import { momentOf } from '../lib/moments';
import { type Database, isStorageError, openDatabase } from '../store/database';
import { waitingFiles } from '../store/files';
import { beginAnew, endInstall, installOf, lastInstall, ownerOf, standingInstalls, useInstall } from '../store/registry';
import { type Left, undelivered } from '../store/undelivered';
import type { Clock } from '../sync/chain';
import type { Answer, Fetch } from '../sync/http';
import type { OpenInstall } from '../sync/install';
import { Session, type SessionAnswer } from '../sync/session';
import { pace } from '../sync/pace';
import { fetchArgon2 } from './argon2';
import { AutoLock } from './auto_lock';
import { type Canary, cacheCanary } from './canary';
import { begin, type Begun, enrol, isGoodPin, notDone } from './enrolling';
import { changePin, giveShare, guards, isPin, releaseShare, TRIES_MAX, type Try, tryPin, Waiting } from './guard';
import { openInstall } from './keeping';
import { shiftOf } from './known_again';
import { LastSign } from './last_sign';
import { Letterbox } from './letterbox';
import { OpenCalls } from './open_calls';
import { OpenWork } from './open_work';
import { dropPasskey, keepPasskey, openPasskey, passkeyAsked } from './passkey';
import { keepSign, lockedStatus, peopleHere, releaseOthers } from './people_here';
import type { Rescue } from './rescue';
import { openVault } from './sealing';
import type { PinCost } from './slot';
import { NO_SYNC, syncStatus } from './sync_status';
import { isMessage, type Message } from './tabs';

/** What differs between a worker and a test. */
export interface Environment {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** What stretching a new PIN costs; a slot remembers its own. */
  readonly pin_cost: PinCost;
  readonly canary?: Canary;
}

const RELEASE_EVERY_MS = 60_000;
const LOST = 'this browser does not open what was kept here. Close every tab of it, start again, and tell your supervisor.';

export class LocalCore extends OpenCalls implements Core {
  readonly #fetch: Fetch;
  readonly #pin_cost: PinCost;
  readonly #sign: LastSign;
  readonly #clock: Clock;
  protected readonly session: Session;
  readonly #auto_lock: AutoLock;
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  protected readonly ready: Promise<void>;
  #phase: Phase = 'new';
  #install: Id | null = null;
  #database: Database | null = null;
  #work: OpenWork | null = null;
  #begun: Begun | null = null;
  readonly #letterbox = new Letterbox();
  readonly #waiting: Waiting;
  #people: readonly PersonHere[] = [];
  #channel: BroadcastChannel | null = null;
  #wrong_checks = 0;
  /** This browser has a database for us and does not open it. */
  #lost = false;
  /** What the canary said of a database that is gone. */
  #gone: Status['lost'] = null;
  #telling: Promise<void> | null = null;
  /** Of the install that was ended here while it was open. */
  #rescue: Rescue | null = null;
  /** Of one that was ended while it was locked. */
  #ended: (Left & { readonly files: number }) | null = null;

  constructor({ fetch, clock, pin_cost, canary }: Environment) {
    super();
    this.#sign = new LastSign(canary ?? cacheCanary(undefined));
    this.#clock = clock;
    this.#fetch = fetch;
    this.#pin_cost = pin_cost;
    this.session = new Session(fetch, () => clock.monotonic(), () => clock.now());
    this.#waiting = new Waiting(() => clock.monotonic());
    this.#auto_lock = new AutoLock(() => clock.monotonic(), () => void this.lock());
    this.ready = this.#boot();
    setInterval(() => void this.#release(), RELEASE_EVERY_MS);
  }

  async status(): Promise<Status> {
    await this.ready;
    const database = this.#database;
    const guarded = database === null || this.#install === null ? null : await guards(database, this.#install, this.#waiting);
    const enrolment = this.#work?.install.enrolment;
    const signed_in = this.#phase === 'signed_in' ? this.session.held : null;
    return {
      phase: this.#phase,
      person: enrolment?.person ?? signed_in?.person ?? null,
      tenant: enrolment?.tenant ?? signed_in?.tenant ?? null,
      install: this.#install,
      install_code: enrolment?.code ?? null,
      grants: enrolment?.streams ?? [],
      shift_ends: guarded?.ends == null ? null : momentOf(guarded.ends),
      tries_left: this.#phase === 'locked' ? (guarded?.tries_left ?? null) : null,
      lost: this.#gone,
      sync: await this.#syncStatus(),
      rescue: this.#rescueStatus(),
      locked: this.#phase === 'locked' && database !== null ? await lockedStatus(database, guarded?.wait_ms ?? 0) : null,
      people: this.#people.map((each) => ({ ...each, here: each.install === this.#install })),
      passkey: database === null || this.#phase === 'revoked' ? null : await passkeyAsked(database),
    };
  }

  subscribe(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async sign_in(username: string, password: string): Promise<Outcome<Status>> {
    await this.ready;
    const answer = await this.session.signIn(username, password);
    const held = this.session.held;
    if (answer.kind !== 'ok' || held === null) return notDone(answer);
    const at_work = this.#work?.install.enrolment.person.id;
    if (at_work !== undefined && at_work !== held.person.id) await this.#lockKeeping(true);
    const row = await installOf(held.person.id);
    if (row === null) {
      await this.#leave();
      return this.#entered('signed_in');
    }
    return this.#resume(row.install, held, () => this.session.signIn(username, password));
  }

  async enrol(pin: string, label: string): Promise<Outcome<Status>> {
    await this.ready;
    const held = this.session.held;
    if (this.#phase !== 'signed_in' || held === null) return failed('not_signed_in');
    if (!isGoodPin(pin)) return failed('pin_weak', 'pin');
    if (this.#begun?.person !== held.person.id) this.#begun = await begin(held.person.id);
    const begun = this.#begun;
    if (begun === null) return failed('keys_not_kept');
    const enrolled = await enrol(this.session, held, begun, { pin, label, now: this.#clock.now(), cost: this.#pin_cost });
    if (!enrolled.ok) return enrolled;
    this.#begun = null;
    this.#gone = null;
    begun.dataKey.fill(0);
    this.#attach(begun.install, begun.database);
    return this.#open(begun.database, begun.vault);
  }

  async unlock(pin: string): Promise<Outcome<Status>> {
    await this.ready;
    if (this.#database === null || this.#install === null) return failed('not_signed_in');
    if (this.#phase === 'open') return { ok: true, value: await this.status() };
    const tried = await tryPin(this.#database, this.#install, pin, this.#waiting);
    if (tried.kind === 'open') return this.#openWith(this.#database, this.#install, tried.data_key);
    this.tell();
    return notOpened(tried);
  }

  async unlock_by_passkey(secret: Bytes): Promise<Outcome<Status>> {
    await this.ready;
    if (this.#phase !== 'locked' || this.#database === null || this.#install === null) return failed('not_locked');
    const data_key = await openPasskey(this.#database, this.#install, secret);
    secret.fill(0);
    return data_key === null ? failed('passkey_wrong') : this.#openWith(this.#database, this.#install, data_key);
  }

  async choose_pin(secret: Bytes, pin: string): Promise<Outcome<Status>> {
    await this.ready;
    if (this.#phase !== 'locked' || this.#database === null || this.#install === null) return failed('not_locked');
    if (!isGoodPin(pin)) return failed('pin_weak', 'pin');
    const data_key = await openPasskey(this.#database, this.#install, secret);
    secret.fill(0);
    if (data_key === null) return failed('passkey_wrong');
    if (!(await changePin(this.#database, this.#install, data_key, { pin, cost: this.#pin_cost }))) return failed('share_needed');
    return this.#openWith(this.#database, this.#install, data_key);
  }

  async add_passkey(pin: string, made: PasskeyMade): Promise<Outcome<Status>> {
    if (this.#work === null || this.#database === null || this.#install === null) return failed('not_open');
    const tried = await tryPin(this.#database, this.#install, pin, this.#waiting);
    if (tried.kind !== 'open') return notOpened(tried);
    await keepPasskey(this.#database, this.#install, tried.data_key, made);
    tried.data_key.fill(0);
    made.secret.fill(0);
    return { ok: true, value: await this.status() };
  }

  async drop_passkey(): Promise<Outcome<Status>> {
    if (this.#work === null || this.#database === null) return failed('not_open');
    await dropPasskey(this.#database);
    return { ok: true, value: await this.status() };
  }

  async use_person(install: Id): Promise<Outcome<Status>> {
    await this.ready;
    const chosen = (await standingInstalls()).find((row) => row.install === install);
    if (chosen === undefined) return failed('not_here');
    if (this.#phase !== 'locked' && this.#phase !== 'signed_in') return failed('not_locked');
    await this.#leave();
    this.session.forget();
    this.#attach(install, await openDatabase(install));
    await useInstall(install, chosen.owner);
    return this.#entered('locked');
  }

  async set_sign(sign: string): Promise<Outcome<Status>> {
    if (this.#work === null || this.#install === null) return failed('not_open');
    const kept = await keepSign(this.#install, sign);
    return kept.ok ? this.#entered(this.#phase) : kept;
  }

  async begin_anew(): Promise<Outcome<Status>> {
    await this.ready;
    const { held } = this.session;
    const own = held === null ? null : await installOf(held.person.id);
    if (own === null) return failed('sign_in_needed');
    if (this.#phase !== 'locked' || own.install !== this.#install) return failed('sign_in_needed');
    await beginAnew(own.install);
    await this.#leave();
    return this.#entered('signed_in');
  }

  async lock(): Promise<void> {
    this.#channel?.postMessage({ kind: 'lock' } satisfies Message);
    await this.#lockKeeping(false);
  }

  async capture(captured: Captured): Promise<Outcome<KeptCapture>> {
    await this.ready;
    if (this.#phase !== 'locked' || this.#database === null || this.#install === null) return failed('not_locked');
    const kept = await this.#letterbox.put(this.#database, this.#install, captured, { at: this.#clock.wall(), now: this.#clock.monotonic() });
    this.tell();
    return kept;
  }

  async drop_capture(capture: Id): Promise<boolean> {
    const dropped = this.#database !== null && (await this.#letterbox.takeBack(this.#database, capture, this.#clock.monotonic()));
    this.tell();
    return dropped;
  }

  async check_pin(pin: string): Promise<boolean> {
    if (this.#database === null || this.#install === null) return false;
    const right = await isPin(this.#database, this.#install, pin);
    this.#wrong_checks = right === true ? 0 : this.#wrong_checks + 1;
    // Nothing is counted on disk, so the phone in somebody else's hand locks instead.
    if (this.#wrong_checks >= TRIES_MAX) await this.lock();
    return right === true;
  }

  async outbox_left(): Promise<OutboxLeft> {
    await this.ready;
    return (await import('./outbox_calls')).outboxLeft();
  }

  async export_outbox(): Promise<Outcome<ExportedOutbox>> {
    await this.ready;
    return (await import('./outbox_calls')).exportOutbox(this.#clock.wall());
  }

  async sign_out(): Promise<void> {
    await this.session.end();
    await this.lock();
  }

  async sync(): Promise<SyncStatus> {
    this.#work?.evidence.ask();
    await this.#work?.loop.sync();
    return this.#syncStatus();
  }

  touched(): void {
    this.#auto_lock.touched();
  }

  spare_data(on: boolean): void {
    pace.sparing = on;
  }

  /** The page went into the background or came back: then what others did meanwhile is fetched. */
  visibility(hidden: boolean): void {
    this.#auto_lock.visibility(hidden);
    if (!hidden) this.#work?.loop.poke();
  }

  /** The network came back. */
  online(): void {
    this.#rescue?.poke();
    this.#work?.loop.poke();
  }

  async #boot(): Promise<void> {
    try {
      const row = await lastInstall();
      if (row === null) {
        this.#gone = await this.#sign.left(null);
        return;
      }
      const database = await openDatabase(row.install);
      if ((await database.strict.guards.get('slot')) === undefined) {
        // The registry was left, the install's own database was not: nothing here opens any more.
        database.close();
        this.#gone = await this.#sign.left(this.#clock.wall());
        await endInstall(row.install);
        return;
      }
      this.#attach(row.install, database);
      await this.#release();
      this.#phase = 'locked';
      this.#people = await peopleHere(row.install);
      // If it does not come now, the unlock asks again.
      void fetchArgon2().catch(() => undefined);
    } catch (error) {
      if (!isStorageError(error)) throw error;
      this.#lost = true;
    }
  }

  /** A person who is known here: the share comes back, and the phone waits for the PIN unless it is open. */
  async #resume(install: Id, { person, tenant }: SessionAnswer, signIn: () => Promise<Answer>): Promise<Outcome<Status>> {
    const shift = await shiftOf(this.session, { install, person: person.id, now: this.#clock.now(), signIn });
    if (this.session.revoked) {
      await this.#revoke(install);
      return this.#entered('revoked');
    }
    if (!shift.ok) return shift;
    if (this.#install !== install || this.#database === null) {
      await this.#leave();
      this.#attach(install, await openDatabase(install));
    }
    if (this.#database !== null) await giveShare(this.#database, shift.value);
    await useInstall(install, await ownerOf(install, person.id), { tenant });
    this.#work?.loop.poke();
    return this.#entered(this.#work === null ? 'locked' : 'open');
  }

  async #open(database: Database, vault: Awaited<ReturnType<typeof openVault>>): Promise<Outcome<Status>> {
    try {
      const install = await openInstall(database, vault);
      this.session.prove({ install: install.enrolment.install, signing: install.signing });
      this.#work = await OpenWork.open({
        database,
        install,
        session: this.session,
        clock: this.#clock,
        emit: (event) => this.#emit(event),
        status: () => this.tell(),
        revoked: () => void this.#revoke(install.enrolment.install).then(() => this.#entered('revoked')),
        acknowledged: ({ dseq, at }) => this.#sign.received({ dseq, at, reference: this.#work?.referenceOf(dseq) ?? null }),
        tell: (told) => this.#channel?.postMessage(told satisfies Message),
      });
    } catch (error) {
      if (!isStorageError(error)) throw error;
      return failed('storage_failed');
    }
    this.#wrong_checks = 0;
    this.#auto_lock.start();
    void this.#sign.begin(this.#install ?? '', this.#clock.wall()).then(() => this.tell());
    return this.#entered('open');
  }

  async #openWith(database: Database, install: Id, dataKey: Bytes): Promise<Outcome<Status>> {
    const vault = await openVault(dataKey, install);
    dataKey.fill(0);
    return this.#open(database, vault);
  }

  /** Drops every key and decrypted value of this tab. The token too, unless somebody has just signed in. */
  async #lockKeeping(session: boolean): Promise<void> {
    await this.ready;
    this.#auto_lock.stop();
    this.#work?.close();
    this.#work = null;
    this.session.prove(null);
    if (!session) this.session.forget();
    if (this.#phase === 'open') await this.#entered('locked');
  }

  /** Locked at once; what is left goes on being delivered while this worker still has the key. */
  async #revoke(install: Id): Promise<void> {
    const ended = this.#work?.install ?? null;
    await endInstall(install);
    await this.#sign.clear();
    this.#rescue = null;
    this.#ended = ended === null && this.#database !== null ? { ...(await undelivered(this.#database.strict)), files: await waitingFiles(install) } : null;
    await this.#lockKeeping(false);
    await this.#leave();
    if (ended !== null) void this.#deliver(ended).catch(() => undefined);
  }

  /** Nothing waits for it: where this part of the app cannot be fetched, whoever signs in here next carries what is left. */
  async #deliver(ended: OpenInstall): Promise<void> {
    const { Rescue } = await import('./rescue');
    this.#rescue = new Rescue(this.#fetch, ended, () => this.tell());
    await this.#rescue.run();
  }

  /** Lets go of the install at hand; its database stays as it is, sealed. */
  async #leave(): Promise<void> {
    await this.#lockKeeping(true);
    this.#channel?.close();
    this.#channel = null;
    this.#database?.close();
    this.#database = null;
    this.#install = null;
  }

  #attach(install: Id, database: Database): void {
    this.#install = install;
    this.#database = database;
    this.#channel?.close();
    this.#channel = new BroadcastChannel(`lantern-${install}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (!isMessage(data)) return;
      if (data.kind === 'lock') void this.#lockKeeping(false);
      else void this.#work?.told(data);
    });
  }

  async #release(): Promise<void> {
    if (this.#database === null) return;
    await releaseOthers(this.#install, this.#clock.now());
    const drafts = await this.#database.strict.drafts.count();
    if (await releaseShare(this.#database, drafts, this.#clock.now())) this.tell();
  }

  async #syncStatus(): Promise<SyncStatus> {
    if (this.#work === null) return this.#lost ? { ...NO_SYNC, alarm: LOST } : NO_SYNC;
    const sync = syncStatus(this.#work, await this.#work.drafts.count(), this.session);
    this.#sign.counted(sync.unsent, sync.drafts, this.#clock.wall());
    return sync;
  }

  #rescueStatus(): RescueStatus | null {
    if (this.#phase !== 'revoked') return null;
    if (this.#rescue !== null) return this.#rescue.status;
    if (this.#ended === null) return null;
    return { left: this.#ended.things.length + this.#ended.unsealed, files: this.#ended.files, arrived: 0, bytes: 0, stored: 0, wiped: false, by_key: false };
  }

  async #entered(phase: Phase): Promise<Outcome<Status>> {
    this.#phase = phase;
    this.#people = await peopleHere(this.#install);
    const status = await this.status();
    this.#emit({ kind: 'status', status });
    return { ok: true, value: status };
  }

  /** Tells the status once, however much changed in this moment. */
  protected tell(): void {
    this.#telling ??= Promise.resolve().then(async () => {
      this.#telling = null;
      this.#emit({ kind: 'status', status: await this.status() });
    });
  }

  protected atWork(): OpenWork | null {
    return this.#work;
  }

  #emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function notOpened(tried: Exclude<Try, { readonly kind: 'open' }>): Outcome<never> {
  switch (tried.kind) {
    case 'wrong':
      return failed('pin_wrong', 'pin', tried.tries_left);
    case 'wait':
      return failed('pin_wait', 'pin', tried.seconds);
    case 'full':
      return failed('no_room_to_unlock', 'pin');
    case 'share_lost':
      return failed('share_lost', 'pin');
    case 'sign_in':
      return failed('sign_in_needed');
  }
}
