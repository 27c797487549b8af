/**
 * The core without a phone: the same overlay, views, lists and search over plain memory, for component tests.
 *
 * It keeps what a screen can notice (phases, marks, events, drafts, undo) and leaves out keys, disk and network:
 * `sync()` is a server that accepts everything.
 */

import { randomId } from '../lib/ids';
import { momentOf } from '../lib/moments';
import { type Definitions, DEFINITIONS, kindsOf } from '../store/definitions';
import { listed } from '../store/query';
import { SearchIndex } from '../store/search_index';
import { loadSounds } from '../store/sounds';
import { indexed } from '../store/summary';
import type { ChangeText, RecordText } from '../store/texts';
import { markOfPending, type Pending, recordView } from '../store/view';
import type {
  Core, CoreEvent, Departed, Draft, ExportedOutbox, Id, Intent, Outcome, OutboxLeft, PendingChange, Phase, Problem, Query,
  RecordView, Saved, Status, Summary, SyncStatus,
} from './core';
import { failed } from './device_problems';
import { MemoryDesk } from './memory_desk';
import { PIN, type Seed, VIEWER } from './memory_seed';
import { statusOf } from './memory_status';
import { type Written, written } from './memory_writing';

export { recordText, type Seed } from './memory_seed';

export class MemoryCore extends MemoryDesk implements Core {
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  readonly #texts = new Map<Id, RecordText>();
  readonly #drafts = new Map<Id, Draft>();
  readonly #definitions: Definitions;
  #pending: Pending[] = [];
  #phase: Phase;
  #references = 411;
  #complete_at: string | null = null;

  constructor(seed: Seed = {}) {
    super(seed);
    this.#phase = seed.phase ?? 'open';
    this.#definitions = seed.definitions ?? DEFINITIONS;
    for (const text of seed.records ?? []) this.#texts.set(text.record, text);
  }

  /** A pull brings this text. */
  receive(text: RecordText): void {
    this.#texts.set(text.record, text);
    this.#emit({ kind: 'records', types: [text.type], records: [text.record] });
  }

  /** The server refuses a change that is on this phone. */
  refuse(change: Id, problems: readonly Problem[]): void {
    this.#pending = this.#pending.map((each) =>
      each.change.id === change ? { ...each, state: 'attention', verdict: 'refused', problems } : each,
    );
    this.#changed(this.#pending.filter((each) => each.change.id === change));
  }

  status(): Promise<Status> {
    return Promise.resolve(this.#told());
  }

  subscribe(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sign_in(): Promise<Outcome<Status>> {
    if (this.#phase === 'new') this.enter('signed_in');
    return Promise.resolve({ ok: true, value: this.#told() });
  }

  enrol(): Promise<Outcome<Status>> {
    this.enter('open');
    return Promise.resolve({ ok: true, value: this.#told() });
  }

  unlock(pin: string): Promise<Outcome<Status>> {
    if (pin !== PIN) {
      return Promise.resolve({ ok: false, problems: [{ code: 'pin_wrong', path: 'pin', words: 'This is not the PIN.' }] });
    }
    this.enter('open');
    return Promise.resolve({ ok: true, value: this.#told() });
  }

  lock(): Promise<void> {
    this.enter('locked');
    return Promise.resolve();
  }

  check_pin(pin: string): Promise<boolean> {
    return Promise.resolve(pin === PIN);
  }

  sign_out(): Promise<void> {
    this.enter('locked');
    return Promise.resolve();
  }

  async save(intent: Intent): Promise<Outcome<Saved>> {
    const outcome = await this.save_all([intent]);
    if (!outcome.ok) return outcome;
    const [saved] = outcome.value;
    if (saved === undefined) throw new RangeError('one intent makes one change');
    return { ok: true, value: saved };
  }

  save_all(intents: readonly Intent[]): Promise<Outcome<readonly Saved[]>> {
    // As on the way to the worker: a screen that hands over live state instead of plain values is found here.
    const written = structuredClone(intents).map((intent) => this.#written(intent));
    for (const { draft } of intents) if (draft !== undefined) this.#drafts.delete(draft);
    this.#pending.push(...written.map((each) => each.pending));
    this.#changed(written.map((each) => each.pending));
    return Promise.resolve({ ok: true, value: written.map((each) => each.saved) });
  }

  undo(saved: Saved): Promise<Outcome<Saved>> {
    const view = this.#view(saved.record);
    if (view === null) throw new RangeError('nothing to undo');
    return this.save({
      type: view.type,
      record: view.record,
      stream: view.stream,
      set: { voided: { reason: 'undone' } },
      reason: 'undone',
    });
  }

  record(record: Id): Promise<RecordView | null> {
    return Promise.resolve(this.#view(record));
  }

  list(query: Query): Promise<{ readonly rows: readonly Summary[]; readonly total: number }> {
    return Promise.resolve(listed(this.#indexed(), query));
  }

  async search(text: string, types: readonly string[], limit: number): Promise<readonly Summary[]> {
    await loadSounds();
    const index = new SearchIndex(this.#definitions);
    for (const each of this.#indexed()) index.add(each);
    return index.find({ text, types, limit, stands: () => true, used: ({ changed_at }) => Date.parse(changed_at) });
  }

  sergeant_first(): Promise<boolean> {
    return Promise.resolve(this.seed.sergeant_first ?? false);
  }

  departed(): Promise<readonly Departed[]> {
    return Promise.resolve(this.seed.departed ?? []);
  }

  save_draft(draft: Omit<Draft, 'saved_at'>): Promise<void> {
    this.#drafts.set(draft.draft, { ...structuredClone(draft), saved_at: momentOf(this.now()) });
    this.#emit({ kind: 'drafts' });
    return Promise.resolve();
  }

  drafts(): Promise<readonly Draft[]> {
    return Promise.resolve([...this.#drafts.values()].reverse());
  }

  draft(draft: Id): Promise<Draft | null> {
    return Promise.resolve(this.#drafts.get(draft) ?? null);
  }

  drop_draft(draft: Id): Promise<void> {
    this.#drafts.delete(draft);
    this.#emit({ kind: 'drafts' });
    return Promise.resolve();
  }

  pending(): Promise<readonly PendingChange[]> {
    return Promise.resolve(
      this.#pending.map((each) => ({
        change: each.change.id,
        record: each.change.record,
        type: each.change.type,
        at: each.change.at.wall,
        mark: markOfPending(each),
        verdict: each.verdict,
        set: each.change.set,
      })),
    );
  }

  settle(change: Id): Promise<void> {
    const settled = this.#pending.filter((each) => each.change.id === change);
    this.#pending = this.#pending.filter((each) => each.change.id !== change);
    this.#changed(settled);
    return Promise.resolve();
  }

  async repair(change: Id, route: string): Promise<Draft> {
    const refused = this.#pending.find((each) => each.change.id === change)?.change;
    if (refused === undefined) throw new RangeError('no such change');
    const draft: Omit<Draft, 'saved_at'> = {
      draft: randomId(),
      type: refused.type,
      record: refused.op === 'create' ? null : refused.record,
      stream: refused.stream,
      route,
      title: '',
      values: this.#view(refused.record)?.fields ?? {},
    };
    await this.save_draft(draft);
    await this.settle(change);
    return { ...draft, saved_at: momentOf(this.now()) };
  }

  sync(): Promise<SyncStatus> {
    const sent = this.#pending.filter((each) => each.state === 'unsent');
    for (const each of sent) this.#accept(each.change);
    this.#pending = this.#pending.filter((each) => each.state !== 'unsent');
    this.#complete_at = momentOf(this.now());
    this.#changed(sent);
    return Promise.resolve(this.#told().sync);
  }

  digests(): Promise<Readonly<Record<string, { readonly digest: string; readonly count: number; readonly matches: boolean }>>> {
    return Promise.resolve({});
  }

  outbox_left(): Promise<OutboxLeft> {
    return Promise.resolve({ entries: this.#pending.length, drafts: this.#drafts.size, unsealed: 0, files: this.seed.files?.waiting ?? 0 });
  }

  export_outbox(): Promise<Outcome<ExportedOutbox>> {
    if (this.#pending.length + this.#drafts.size === 0) return Promise.resolve(failed('nothing_to_export'));
    const value = { name: 'lantern-unsent.txt', text: 'sealed', entries: this.#pending.length, drafts: this.#drafts.size };
    return Promise.resolve({ ok: true, value });
  }

  #accept(change: ChangeText): void {
    const view = this.#view(change.record);
    if (view === null) return;
    const received_at = new Date(this.now()).toISOString();
    this.#texts.set(change.record, {
      ...view,
      version: view.version + 1,
      last_change: change.id,
      created: { ...view.created, received_at, install_code: view.own ? VIEWER.install_code : null },
      changed: { author: change.author, at: change.at.wall, received_at },
      history: view.history.map((entry) =>
        entry.received_at === null ? { ...entry, received_at, set: {}, verdict: 'accepted' } : entry,
      ),
    });
  }

  #written(intent: Intent): Written {
    const known = intent.record === null ? null : this.#view(intent.record);
    const reference = known === null ? this.#reference(intent.type) : null;
    return written(intent, { author: this.person().id, known, reference, dseq: this.#pending.length + 1, now: this.now() });
  }

  #reference(type: string): string | null {
    const letter = this.#definitions.get(type)?.reference_letter ?? null;
    if (letter === null) return null;
    this.#references += 1;
    return `${letter}-${VIEWER.install_code}-${String(this.#references).padStart(4, '0')}`;
  }

  #view(record: Id): RecordView | null {
    const base = this.#texts.get(record) ?? null;
    const pending = this.#pending.filter((each) => each.change.record === record);
    const type = base?.type ?? pending[0]?.change.type ?? '';
    return recordView(base, pending, kindsOf(this.#definitions, type), VIEWER);
  }

  *#indexed(): Generator<ReturnType<typeof indexed>> {
    const records = new Set([...this.#texts.keys(), ...this.#pending.map((each) => each.change.record)]);
    for (const record of records) {
      const view = this.#view(record);
      if (view !== null) yield indexed(view, this.#definitions);
    }
  }

  #told(): Status {
    const held = { seed: this.seed, phase: this.#phase, person: this.person(), now: this.now() };
    return {
      ...statusOf({ ...held, pending: this.#pending, drafts: this.#drafts.size, complete_at: this.#complete_at }),
      locked: this.#phase === 'locked' ? this.locked : null,
      people: this.people.map((each, at) => ({ ...each, here: at === 0 })),
      passkey: this.passkey,
    };
  }

  protected enter(phase: Phase): void {
    this.#phase = phase;
    this.#emit({ kind: 'status', status: this.#told() });
  }

  #changed(pending: readonly Pending[]): void {
    const types = [...new Set(pending.map((each) => each.change.type))];
    const records = [...new Set(pending.map((each) => each.change.record))];
    this.#emit({ kind: 'records', types, records });
    this.#emit({ kind: 'status', status: this.#told() });
  }

  #emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
