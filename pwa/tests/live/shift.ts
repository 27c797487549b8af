/** One plan carried out: a phone with the real core, and beside it a model of what must be true of it. */

import type { Outcome, Saved, Status } from '../../src/api/core';
import { momentOf } from '../../src/lib/moments';
import { LocalCore } from '../../src/vault/local_core';
import { Machine } from './machine';
import { Network } from './network';
import type { Command, Plan } from './plan';
import type { Partnership, Placed, Stored, ToldServer } from './told_server';

const PIN = '135790';
const STREAM = 'op/harbour';
const ROUNDS_MAX = 3;
const STARTS_MAX = 20;
/** A plan takes a few seconds; the longest wait of the core is 30 s. */
const STUCK_MS = 90_000;
/** In the ledger, or kept until it can be: what the phone calls "Sent". */
const SENT: ReadonlySet<string> = new Set(['accepted', 'merged', 'conflicted', 'held']);

/** What the phone said is on it. */
interface Said {
  readonly change: string;
  readonly record: string;
}

/** What must hold did not; the plan is the evidence. */
export class Broken extends Error {}

export class Shift {
  readonly #server: ToldServer;
  readonly #people: Partnership;
  readonly #machine = new Machine();
  readonly #network: Network;
  #tabs: LocalCore[] = [];
  /** The one in which the tabs were opened. */
  #life: object = {};
  #install = '';
  #ahead = 0;
  #written = 0;
  readonly #said: Said[] = [];
  /** Of these the server said that they are in the ledger. */
  readonly #sent = new Set<string>();
  readonly #undoable: Saved[] = [];
  readonly #drafts = new Map<number, string>();
  /** A draft whose write or removal was cut off by death may be there or not. */
  readonly #unsure = new Set<number>();

  private constructor(server: ToldServer, people: Partnership) {
    this.#server = server;
    this.#people = people;
    this.#network = new Network(server.address);
    this.#network.onPull = (body) => this.#checkCursors(body as { readonly cursors: Readonly<Record<string, { readonly seq: number; readonly head: string | null }>> });
  }

  /** Carries a plan out from a new phone to rest. Rejects with Broken when something does not hold. */
  static async live(server: ToldServer, plan: Plan): Promise<void> {
    const shift = new Shift(server, await server.ask('partnership'));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stuck = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Broken(`stuck at ${shift.#doing}`)), STUCK_MS);
    });
    try {
      await Promise.race([shift.#all(plan), stuck]);
    } finally {
      clearTimeout(timer);
      shift.#machine.die();
    }
    if (shift.#broken !== null) throw shift.#broken;
  }

  /** What is being done, for whoever asks where it is stuck. */
  #doing = 'the beginning';

  async #all(plan: Plan): Promise<void> {
    await this.#begin();
    for (const [at, command] of plan.entries()) {
      this.#doing = `${at} ${JSON.stringify(command)}`;
      await this.#do(command);
      await this.#checkKept();
    }
    this.#doing = 'the end';
    await this.#rest();
  }

  /** Found while a request was under way, where nobody could be told. */
  #broken: Broken | null = null;

  async #begin(): Promise<void> {
    const core = this.#newTab();
    value(await core.sign_in(this.#people.username, this.#people.password));
    this.#install = value(await core.enrol(PIN, 'Model phone')).install ?? '';
    await core.sync();
  }

  async #do(command: Command): Promise<void> {
    switch (command.do) {
      case 'save':
        return this.#save(command.tab, (core, words) => core.save({ type: 'sighting', record: null, stream: STREAM, set: this.#note(words) }));
      case 'edit':
        return this.#edit(command);
      case 'undo': {
        const saved = this.#undoable[command.which % Math.max(1, this.#undoable.length)];
        return saved === undefined ? undefined : this.#save(command.tab, (core) => core.undo(saved));
      }
      case 'draft':
        return this.#draft(command.which);
      case 'drop_draft':
        return this.#dropDraft(command.which);
      case 'colleague': {
        const { tenant } = this.#people;
        const record = this.#said[command.which % Math.max(1, this.#said.length)]?.record ?? null;
        const known = (await this.#placed()).placed.some(([, placed]) => placed === record);
        await this.#server.ask('colleague', { tenant, words: this.#words(), record: known ? record : null, pull: command.pull });
        return;
      }
      default:
        return this.#happens(command);
    }
  }

  async #happens(command: Command): Promise<void> {
    switch (command.do) {
      case 'sync':
        await this.#alive((core) => core.sync(), command.tab);
        return;
      case 'tab':
        if (this.#machine.isDead(this.#life)) await this.#restart();
        if (this.#tabs.length < 2) await this.#open();
        return;
      case 'fault':
        this.#network.faults.push(command.fault);
        return;
      case 'die':
        this.#machine.dieAfter(command.steps);
        return;
      case 'reload':
        this.#machine.die();
        return this.#restart();
      case 'clock':
        this.#ahead = command.ahead;
        return;
      default:
        this.#network.online = command.do === 'online';
    }
  }

  async #edit(command: { readonly tab: number; readonly which: number }): Promise<void> {
    const said = this.#said[command.which % Math.max(1, this.#said.length)];
    if (said === undefined) return;
    await this.#save(command.tab, async (core, words) => {
      await core.record(said.record);
      return core.save({ type: 'sighting', record: said.record, stream: STREAM, set: { words } });
    });
  }

  async #save(tab: number, act: (core: LocalCore, words: string) => Promise<Outcome<Saved>>): Promise<void> {
    const words = this.#words();
    const outcome = await this.#alive((core) => act(core, words), tab);
    if (outcome === null) return;
    if (!outcome.ok) {
      // After a restart nothing is left to be undone.
      if (outcome.problems.every((each) => each.code === 'nothing_to_undo')) return;
      throw new Broken(`not saved: ${JSON.stringify(outcome.problems)}`);
    }
    this.#said.push(outcome.value);
    this.#undoable.push(outcome.value);
  }

  async #draft(which: number): Promise<void> {
    const words = this.#words();
    const draft = { draft: draftId(which), type: 'sighting', record: null, stream: STREAM, route: '#/write', title: '', values: { words } };
    this.#unsure.add(which);
    const done = await this.#alive(async (core) => {
      await core.save_draft(draft);
      return true;
    });
    if (done === null) return;
    this.#unsure.delete(which);
    this.#drafts.set(which, words);
  }

  async #dropDraft(which: number): Promise<void> {
    this.#unsure.add(which);
    const done = await this.#alive(async (core) => {
      await core.drop_draft(draftId(which));
      return true;
    });
    if (done === null) return;
    this.#unsure.delete(which);
    this.#drafts.delete(which);
  }

  /** Does something in a tab; null when the phone died meanwhile, and then it is on again. */
  async #alive<T>(act: (core: LocalCore) => Promise<T>, tab = 0): Promise<T | null> {
    // Between two commands the tabs sync by themselves, and may have met their end in it.
    if (this.#machine.isDead(this.#life)) await this.#restart();
    const core = this.#tabs[tab % this.#tabs.length];
    if (core === undefined) throw new Broken('no tab is open');
    const { died, life } = this.#machine;
    const done = this.#machine.within(() => act(core)).catch((error: unknown) => {
      if (this.#machine.isDead(life)) return null;
      throw error;
    });
    const outcome = await Promise.race([done, died.then(() => null)]);
    if (this.#machine.isDead(life)) await this.#restart();
    return outcome;
  }

  /** After a death: the phone is switched on and unlocked, and dies again if that is what comes. */
  async #restart(): Promise<void> {
    this.#tabs = [];
    for (let starts = 0; this.#tabs.length === 0; starts += 1) {
      if (starts === STARTS_MAX) throw new Broken('the phone does not open any more');
      await this.#open();
    }
    await this.#checkDrafts();
  }

  async #open(): Promise<void> {
    const { died, life } = this.#machine;
    const core = this.#newTab();
    await Promise.race([this.#machine.within(() => this.#unlock(core)), died]);
    if (this.#machine.isDead(life)) this.#tabs = [];
  }

  async #unlock(core: LocalCore): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const outcome = await core.unlock(PIN);
      if (outcome.ok) return;
      const [code] = outcome.problems.map((each) => each.code);
      if (code === 'pin_wait') this.#ahead += 60_000;
      else if (code === 'sign_in_needed') await this.#signIn(core);
      else throw new Broken(`not unlocked: ${code ?? ''}`);
      if (tries === STARTS_MAX) throw new Broken('not unlocked');
    }
  }

  async #signIn(core: LocalCore): Promise<void> {
    this.#network.online = true;
    this.#network.faults = [];
    value(await core.sign_in(this.#people.username, this.#people.password));
  }

  #newTab(): LocalCore {
    const life = this.#machine.life;
    const now = (): number => Date.now() + this.#ahead;
    const clock = { now, wall: () => momentOf(now()), monotonic: () => performance.now(), session: crypto.randomUUID() };
    const fetch = this.#network.fetch(() => this.#machine.isDead(life));
    const core = this.#machine.within(() => new LocalCore({ fetch, clock, pin_cost: { memory_kib: 32, passes: 1, lanes: 1 } }));
    this.#tabs.push(core);
    this.#life = life;
    return core;
  }

  // What must hold.

  /** Everything that the phone said is on it is pending in some tab, or has a verdict that puts it in the ledger. */
  async #checkKept(): Promise<void> {
    if (this.#broken !== null) throw this.#broken;
    const pending = await this.#alive(async () => {
      const lists = await Promise.all(this.#tabs.map((tab) => tab.pending()));
      return lists.flat();
    });
    if (pending === null) return this.#checkKept();
    const here = new Set(pending.map((each) => each.change));
    const missing = this.#said.filter((said) => !here.has(said.change) && !this.#sent.has(said.change));
    if (missing.length === 0) return;
    const stored = await this.#stored(false);
    for (const each of stored.changes) if (SENT.has(each.verdict)) this.#sent.add(each.id);
    const lost = missing.filter((said) => !this.#sent.has(said.change));
    if (lost.length > 0) throw new Broken(`lost: ${JSON.stringify(lost)}`);
  }

  async #checkDrafts(): Promise<void> {
    const drafts = await this.#alive((core) => core.drafts());
    if (drafts === null) return;
    for (const [which, words] of this.#drafts) {
      if (this.#unsure.has(which)) continue;
      const kept = drafts.find((each) => each.draft === draftId(which));
      if (kept?.values['words'] !== words) throw new Broken(`draft ${which} is lost`);
    }
  }

  /** Each record that stood at or before a cursor lies on the disk, in a row or among what is still incoming. */
  async #checkCursors(body: { readonly cursors: Readonly<Record<string, { readonly seq: number; readonly head: string | null }>> }): Promise<void> {
    const database = `lantern-${this.#install}`;
    const rows = new Set(this.#machine.disk(database, 'rows').map((row) => (row as { readonly hash: string }).hash));
    const incoming = new Set(this.#machine.disk(database, 'incoming').map((row) => (row as { readonly record: string }).record));
    const { placed, heads } = await this.#placed();
    for (const [stream, record, hash, seq] of placed) {
      const cursor = body.cursors[stream];
      if (cursor?.head == null || seq > cursor.seq || !heads.includes(cursor.head)) continue;
      if (!rows.has(hash) && !incoming.has(record)) this.#broken ??= new Broken(`the cursor of ${stream} is ahead of its rows`);
    }
  }

  /** Faults off: in sync within three rounds, nothing laid over any more, everything in the ledger, one chain. */
  async #rest(): Promise<void> {
    this.#machine.dieAfter(Infinity);
    this.#network.online = true;
    this.#network.faults = [];
    this.#tabs = this.#tabs.slice(0, 1);
    for (let rounds = 1; !(await this.#isInSync()); rounds += 1) {
      if (rounds > ROUNDS_MAX) throw new Broken(`not in sync after ${ROUNDS_MAX} rounds: ${JSON.stringify(await this.#status())}`);
      const status = await this.#alive((core) => core.sync());
      if (status?.sign_in_needed === true) await this.#alive((core) => this.#signIn(core));
    }
    this.#sent.clear();
    await this.#checkKept();
    await this.#checkDrafts();
    await this.#checkHistory();
    const stored = await this.#stored(true);
    const gaps = stored.changes.filter((each, at) => each.dseq !== at + 1);
    if (gaps.length + stored.apart.length + stored.findings.length > 0) throw new Broken(`the ledger: ${JSON.stringify({ gaps, ...stored })}`);
  }

  async #isInSync(): Promise<boolean> {
    const pending = await this.#alive((core) => core.pending());
    const mine = await this.#alive((core) => core.digests());
    const { digests } = await this.#placed();
    if (pending === null || mine === null || pending.length > 0) return false;
    return Object.entries(digests).every(([stream, [digest, count]]) => {
      const held = mine[stream];
      // What may only be written is not here.
      return held === undefined ? !this.#isRead(stream) : held.matches && held.digest === digest && held.count === count;
    });
  }

  #isRead(stream: string): boolean {
    return stream === STREAM || stream === 'ref' || stream === 'staff';
  }

  async #checkHistory(): Promise<void> {
    for (const said of this.#said) {
      const view = await this.#alive((core) => core.record(said.record));
      if (view?.history.some((entry) => entry.change === said.change) !== true) throw new Broken(`not in its record: ${said.change}`);
    }
  }

  #status(): Promise<Status | null> {
    return this.#alive((core) => core.status());
  }

  #stored(whole: boolean): Promise<Stored> {
    return this.#server.ask('stored', { tenant: this.#people.tenant, install: this.#install, verify: whole });
  }

  #placed(): Promise<Placed> {
    return this.#server.ask('placed', { tenant: this.#people.tenant });
  }

  #words(): string {
    this.#written += 1;
    return `entry ${this.#written}`;
  }

  #note(words: string): Readonly<Record<string, string>> {
    return { kind: 'note', happened_at: momentOf(Date.now()), words };
  }
}

function draftId(which: number): string {
  return `00000000-0000-4000-8000-00000000000${which}`;
}

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Broken(JSON.stringify(outcome.problems));
  return outcome.value;
}
