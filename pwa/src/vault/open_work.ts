/** Everything that is alive while the vault is open: made at the unlock, gone at the lock. */

import type {
  CoreEvent, Departed, Draft, Grant, Id, Intent, Outcome, PendingChange, Saved, StorageParts,
} from '../api/core';
import { failed } from '../api/device_problems';
import { randomId } from '../lib/ids';
import { dateOf } from '../lib/moments';
import { operationOf } from '../lib/streams';
import { LOADERS } from '../records/index.gen';
import { Acknowledged } from '../store/acknowledged';
import { Base } from '../store/base';
import type { Shown } from '../store/pages';
import { type Database, isFull, isStorageError } from '../store/database';
import { DEFINITIONS, kindsOf } from '../store/definitions';
import { Drafts } from '../store/drafts';
import { Opened } from '../store/opened';
import { type Kept, Outbox } from '../store/outbox';
import { overlaid } from '../store/overlay';
import { markOfPending } from '../store/view';
import { Carrying } from '../sync/carry';
import { Chain, type Clock, TooLarge } from '../sync/chain';
import type { OpenInstall } from '../sync/install';
import { SyncLoop } from '../sync/loop';
import type { Session } from '../sync/session';
import { composing, planned, type Planned, problemsOf } from './compose';
import { Evidence } from './evidence';
import { Files } from './files';
import { holdShare } from './guard';
import { updateEnrolment } from './keeping';
import { noteSealer } from './note_seal';
import { Reading } from './reading';
import type { Tiles } from './tiles';

/** What other tabs are told; never a word of a record. */
export type Told = { readonly kind: 'written' } | { readonly kind: 'shown' };

export interface Surroundings {
  readonly database: Database;
  readonly install: OpenInstall;
  readonly session: Session;
  readonly clock: Clock;
  readonly emit: (event: CoreEvent) => void;
  /** The status changed in a way that the strip shows. */
  readonly status: () => void;
  readonly revoked: () => void;
  /** The server has this number of the chain. */
  readonly acknowledged: (last: { readonly dseq: number; readonly at: string }) => void;
  readonly tell: (told: Told) => void;
}

/** Records named in one event; beyond it the types say enough. */
const NAMED_MAX = 200;
/** Saves that can be undone though the phone may not read them any more. */
const RECENT_MAX = 50;

export class OpenWork {
  readonly install: OpenInstall;
  readonly base: Base;
  readonly outbox: Outbox;
  readonly acknowledged: Acknowledged;
  readonly opened: Opened;
  readonly drafts: Drafts;
  readonly carrying: Carrying;
  readonly files: Files;
  readonly evidence: Evidence;
  readonly reading: Reading;
  readonly loop: SyncLoop;
  readonly #around: Surroundings;
  readonly #chain: Chain;
  #tiles: Promise<Tiles> | null = null;
  readonly #recent: { readonly change: Id; readonly type: string; readonly stream: string }[] = [];

  private constructor(around: Surroundings) {
    const { database, install, session, clock } = around;
    this.#around = around;
    this.install = install;
    this.base = new Base(database, install.vault, (text) => this.reading.brief(text));
    this.files = new Files(install, () => clock.now());
    this.outbox = new Outbox(database, install.vault, install.enrolment.install, (change) => this.files.stateOf(change));
    this.acknowledged = new Acknowledged(database, install.vault, around.acknowledged);
    this.opened = new Opened(database, install.vault, install.enrolment.install);
    this.drafts = new Drafts(database, install.vault, noteSealer(install));
    this.evidence = new Evidence({
      files: this.files,
      install,
      session,
      outbox: this.outbox,
      base: this.base,
      drafts: this.drafts,
      progress: () => around.status(),
      received: (change) => this.#received(change),
    });
    this.carrying = new Carrying(install, session, async (ended) => (await import('./rescue')).wipe(ended), () => clock.monotonic(), around.status);
    this.reading = new Reading({ base: this.base, outbox: this.outbox, opened: this.opened, install, clock });
    this.#chain = new Chain(database, install, this.outbox, clock);
    this.loop = new SyncLoop(
      { database, install, session, base: this.base, outbox: this.outbox, acknowledged: this.acknowledged, opened: this.opened, clock },
      {
        status: () => around.status(),
        revoked: () => around.revoked(),
        judged: (kept) => this.#changed(kept),
        shown: (shown) => this.#shown(shown),
        keys: async (chains) => (await import('./following')).followKeys(database, install, chains),
        carry: () => this.carrying.carry(),
        files: () => void this.evidence.send(),
        lacking: () => this.files.doubt(),
        erased: (change, set) => this.files.erase(change, set),
        grants: async (grants) => {
          if (JSON.stringify(grants) === JSON.stringify(install.enrolment.streams)) return;
          install.enrolment = { ...install.enrolment, streams: grants };
          await updateEnrolment(database, install.vault, install.enrolment);
          around.status();
          await (await this.tiles()).keepOnly(operationsOf(grants));
        },
      },
    );
  }

  /** Reads where everything stands and begins to sync. */
  static async open(around: Surroundings): Promise<OpenWork> {
    const work = new OpenWork(around);
    await Promise.all([work.base.load(), work.outbox.load(), work.acknowledged.load(), work.files.load()]);
    work.reading.touch(work.outbox.all.map((each) => each.change.record));
    // What fails is done at the next unlock; until then lists say what they said.
    void work.#resummarise().catch(() => undefined);
    void work.#warmUp();
    void work.#emptyLetterbox().catch(() => undefined);
    void work.evidence.tidy().catch(() => undefined);
    work.loop.poke();
    return work;
  }

  /** After an update that knows more fields. The lock is the one of a round: nothing is pulled meanwhile. */
  async #resummarise(): Promise<void> {
    const { install } = this.install.enrolment;
    const made = await navigator.locks.request(`sync/${install}`, async () => {
      await this.base.load();
      return this.base.resummarise();
    });
    if (!made) return;
    this.reading.forget();
    this.#emitRecords([], []);
  }

  /** What was written while locked, as changes; what fails is done at the next unlock. */
  async #emptyLetterbox(): Promise<void> {
    const { database, emit, status } = this.#around;
    const { setLetterbox, takeCaptured } = await import('./captured');
    await setLetterbox(this, database);
    const opened = await takeCaptured(this, database);
    if (opened === null) return;
    if (opened.drafts > 0) emit({ kind: 'drafts' });
    emit({ kind: 'opened', opened });
    status();
  }

  /** An operation was changed: what may be written while locked may have changed with it. */
  async #setLetterbox(): Promise<void> {
    const { setLetterbox } = await import('./captured');
    await setLetterbox(this, this.#around.database);
  }

  /** Lists while the first screen is being made; then the forms' declarations, so that the first save waits for none. */
  async #warmUp(): Promise<void> {
    // What does not open is told to whoever asks for it.
    await this.reading.prepareLists().catch(() => undefined);
    for (const load of Object.values(LOADERS)) void load();
    await this.reading.prepareSearch().catch(() => undefined);
  }

  /** Map files; their code is fetched when one is first asked for. */
  tiles(): Promise<Tiles> {
    const { install, session } = this.#around;
    this.#tiles ??= import('./tiles').then(({ Tiles }) => new Tiles(install.enrolment.install, install.vault, session));
    return this.#tiles;
  }

  /** Nothing of it goes on after this. */
  close(): void {
    this.loop.stop();
    void this.#tiles?.then((tiles) => tiles.close());
    this.evidence.close();
    this.carrying.stop();
    this.reading.close();
  }

  /** Another tab wrote or pulled. */
  async told(told: Told): Promise<void> {
    await Promise.all([this.outbox.load(), this.acknowledged.load(), this.files.load()]);
    if (told.kind === 'shown') {
      await this.base.load();
      this.reading.forget();
    }
    this.reading.touch(this.outbox.all.map((each) => each.change.record));
    this.#emitRecords([], []);
    this.#around.status();
  }

  /** Durable when it answers; all or none. captures: what was written while locked and goes with it. */
  async save(intents: readonly Intent[], captures: readonly Id[] = []): Promise<Outcome<readonly Saved[]>> {
    const { enrolment } = this.install;
    const plans: Planned[] = [];
    for (const intent of intents) {
      plans.push(await planned(intent, { base: this.base, outbox: this.outbox, enrolment, seen: this.reading.seen }));
    }
    const today = dateOf(this.#around.clock.wall());
    const problems = await Promise.all(plans.map((plan) => problemsOf(plan.intent, plan.op, enrolment, today)));
    const found = [...problems.flat(), ...(await this.evidence.missing(intents))];
    if (found.length > 0) return { ok: false, problems: found };
    const drafts = intents.map((intent) => intent.draft).filter((draft) => draft !== undefined);
    try {
      const written = await this.#chain.append(plans.length, composing(plans, this.base), { drafts, captures });
      this.#around.tell({ kind: 'written' });
      this.#changed(written);
      this.#recent.push(...written.map(({ change }) => ({ change: change.id, type: change.type, stream: change.stream })));
      this.#recent.splice(0, this.#recent.length - RECENT_MAX);
      if (drafts.length > 0) this.#around.emit({ kind: 'drafts' });
      if (written.some((kept) => kept.change.type === 'patrol')) void this.holdShare();
      this.loop.poke();
      return { ok: true, value: written.map(savedOf) };
    } catch (error) {
      if (error instanceof TooLarge) return failed('change_too_large');
      if (isFull(error)) return failed('storage_full');
      if (isStorageError(error)) return failed('storage_failed');
      throw error;
    }
  }

  /** Voids what was just saved; no view is needed for it. */
  async undo(saved: Saved): Promise<Outcome<readonly Saved[]>> {
    const recent = this.#recent.find((each) => each.change === saved.change);
    if (recent === undefined) return failed('nothing_to_undo');
    const { type, stream } = recent;
    return this.save([{ type, stream, record: saved.record, set: { voided: { reason: 'undone' } }, reason: 'undone' }]);
  }

  departed(): Promise<readonly Departed[]> {
    return this.base.departed();
  }

  async saveDraft(draft: Omit<Draft, 'saved_at'>): Promise<void> {
    await this.drafts.save({ ...draft, saved_at: this.#around.clock.wall() });
    this.#around.emit({ kind: 'drafts' });
  }

  async dropDraft(draft: Id): Promise<void> {
    await this.drafts.drop(draft);
    this.#around.emit({ kind: 'drafts' });
  }

  async storage(): Promise<StorageParts> {
    return (await import('../store/sizes')).partsOf(this.#around.database.strict);
  }

  /** What people call the entry with this number; null where it has no such name, or nothing of it is here any more. */
  referenceOf(dseq: number): string | null {
    const { reference } = this.outbox.all.find((each) => each.dseq === dseq)?.change.set ?? {};
    return typeof reference === 'string' ? reference : null;
  }

  pending(): readonly PendingChange[] {
    return this.outbox.all.map((each) => ({
      change: each.change.id,
      record: each.change.record,
      type: each.change.type,
      at: each.change.at.wall,
      mark: markOfPending(each),
      verdict: each.verdict,
      set: each.change.set,
    }));
  }

  /** Only what needs attention can be dealt with; anything else stays until the server has it. */
  async settle(change: Id): Promise<void> {
    const kept = this.outbox.find(change);
    if (kept === undefined || (kept.state !== 'attention' && kept.files !== 'damaged')) return;
    await this.outbox.finish([kept], this.#around.clock.now());
    this.#changed([kept]);
  }

  /** A refused change, with the refused ones that built on it, becomes a draft in the same transaction. */
  async repair(change: Id, route: string): Promise<Draft | null> {
    const kept = this.outbox.find(change);
    if (kept?.state !== 'attention') return null;
    const { record, type, stream } = kept.change;
    const refused = this.outbox.of(record).filter((each) => each.state === 'attention');
    const text = await this.base.text(record, stream);
    const values = overlaid(text?.fields ?? {}, refused.map((each) => each.change), kindsOf(DEFINITIONS, type));
    const made = refused.some((each) => each.change.op === 'create');
    const draft: Draft = {
      draft: randomId(),
      type,
      record: made ? null : record,
      stream,
      route,
      title: '',
      // A new record gets a new reference: the old one stays with what was refused.
      values: made ? Object.fromEntries(Object.entries(values).filter(([field]) => field !== 'reference')) : values,
      saved_at: this.#around.clock.wall(),
    };
    const row = await this.drafts.row(draft);
    await this.outbox.finish(refused, this.#around.clock.now(), async (strict) => {
      await strict.drafts.put(row);
    });
    this.#changed(refused);
    this.#around.emit({ kind: 'drafts' });
    return draft;
  }

  /** Our own sum over what lies here, stream by stream. What does not match is pulled again. */
  async digests(): Promise<Record<string, { digest: string; count: number; matches: boolean }>> {
    const answers: Record<string, { digest: string; count: number; matches: boolean }> = {};
    for (const stream of this.base.sides.shown.keys()) {
      const compared = await this.base.compare(stream);
      if (compared === null) continue;
      const { digest, count, matches } = compared;
      answers[stream] = { digest, count, matches };
      if (!matches) await this.base.rebuild(stream);
    }
    return answers;
  }

  /** Keeps the share while a patrol of this install is open. */
  async holdShare(): Promise<void> {
    const { rows } = await this.reading.list({ types: ['patrol'], own: true, where: { ended_at: null, voided: null } });
    await holdShare(this.#around.database, rows.length > 0);
  }

  #shown(shown: Shown): void {
    const { put, gone, whole } = shown;
    this.reading.show(shown);
    if (!whole && put.length + gone.length === 0) return;
    this.#around.tell({ kind: 'shown' });
    if (whole || put.some((each) => each.summary.type === 'operation')) void this.#setLetterbox().catch(() => undefined);
    const types = whole || gone.length > 0 ? [] : put.map((each) => each.summary.type);
    this.#emitRecords(types, whole ? [] : [...put.map((each) => each.summary.record), ...gone]);
  }

  /** A file has its receipt: what it belongs to may be sent by now. */
  #received(change: Id): void {
    const kept = this.outbox.find(change);
    this.#around.tell({ kind: 'written' });
    if (kept !== undefined) this.#changed([kept]);
    this.loop.poke();
  }

  #changed(kept: readonly Kept[]): void {
    this.reading.touch(kept.map((each) => each.change.record));
    this.#emitRecords(kept.map((each) => each.change.type), kept.map((each) => each.change.record));
    this.#around.status();
  }

  /** No types and no records: anything may have changed. */
  #emitRecords(types: readonly string[], records: readonly Id[]): void {
    const named = records.length > NAMED_MAX ? [] : [...new Set(records)];
    this.#around.emit({ kind: 'records', types: [...new Set(types)], records: named });
  }
}

/** Operations whose records this person reads. */
function operationsOf(grants: readonly Grant[]): readonly string[] {
  return grants.filter(({ stream, mode }) => mode === 'read' && stream.startsWith('op/')).map(({ stream }) => operationOf(stream));
}

function savedOf({ change }: Kept): Saved {
  const { reference } = change.set;
  return { record: change.record, change: change.id, reference: typeof reference === 'string' ? reference : null, at: change.at.wall };
}
