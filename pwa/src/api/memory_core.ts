/**
 * The core without a phone: the same overlay, views, lists and search over plain memory, for component tests.
 *
 * It keeps what a screen can notice (phases, marks, events, drafts, undo) and leaves out keys, disk and network:
 * `sync()` is a server that accepts everything.
 */

import { changeId, randomId } from '../lib/ids';
import { momentOf } from '../lib/moments';
import { type Definitions, DEFINITIONS, kindsOf } from '../store/definitions';
import { listed } from '../store/query';
import { SearchIndex } from '../store/search_index';
import { loadSounds } from '../store/sounds';
import { indexed } from '../store/summary';
import type { FileValue } from '../records/shared_values';
import type { ChangeText, RecordText } from '../store/texts';
import { markOfPending, type Pending, recordView } from '../store/view';
import type {
  Alarm, AlertSubscription, Core, CoreEvent, Departed, Draft, Erasable, Erasure, ExportedOutbox, Fields, Id, Intent,
  NoteDecision, OpenedBy, Outcome, OutboxLeft, PendingChange, Person, Phase, Problem, Query, RecordView, Saved,
  Status, StorageParts, Summary, SyncStatus, TakenOutbox, TilesKept, UnsignedNote,
} from './core';
import { failed } from './device_problems';
import { MemoryFiles } from './memory_files';
import { MemoryTiles } from './memory_tiles';
import { MemoryLocked } from './memory_locked';
import { PIN, type Seed, TENANT, VIEWER, WREN } from './memory_seed';

export { recordText, type Seed } from './memory_seed';

export class MemoryCore extends MemoryLocked implements Core {
  /** Where the server would send pushes. */
  alerted_at: string | null = null;
  /** What was asked to be erased. */
  readonly erasures: Erasure[] = [];
  readonly map_files = new MemoryTiles();
  readonly #files = new MemoryFiles();
  /** Calls that need the network are not answered. */
  out_of_reach = false;
  /** What the server has against the next erasure. */
  objections: readonly Problem[] = [];
  readonly #listeners = new Set<(event: CoreEvent) => void>();
  readonly #texts = new Map<Id, RecordText>();
  readonly #drafts = new Map<Id, Draft>();
  readonly #definitions: Definitions;
  readonly #now: () => number;
  readonly #seed: Seed;
  #pending: Pending[] = [];
  #phase: Phase;
  #references = 411;
  #complete_at: string | null = null;
  #notes: readonly UnsignedNote[];
  #alarms: readonly Alarm[];
  #opened: readonly (OpenedBy & { readonly record: Id })[] = [];

  constructor(seed: Seed = {}) {
    super();
    this.#seed = seed;
    this.#phase = seed.phase ?? 'open';
    this.#notes = seed.notes ?? [];
    this.#alarms = seed.alarms ?? [];
    this.#definitions = seed.definitions ?? DEFINITIONS;
    this.#now = seed.now ?? Date.now;
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
    return Promise.resolve(this.#status());
  }

  subscribe(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  sign_in(): Promise<Outcome<Status>> {
    if (this.#phase === 'new') this.enter('signed_in');
    return Promise.resolve({ ok: true, value: this.#status() });
  }

  enrol(): Promise<Outcome<Status>> {
    this.enter('open');
    return Promise.resolve({ ok: true, value: this.#status() });
  }

  unlock(pin: string): Promise<Outcome<Status>> {
    if (pin !== PIN) {
      return Promise.resolve({ ok: false, problems: [{ code: 'pin_wrong', path: 'pin', words: 'This is not the PIN.' }] });
    }
    this.enter('open');
    return Promise.resolve({ ok: true, value: this.#status() });
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
    return Promise.resolve(this.#seed.sergeant_first ?? false);
  }

  departed(): Promise<readonly Departed[]> {
    return Promise.resolve(this.#seed.departed ?? []);
  }

  save_draft(draft: Omit<Draft, 'saved_at'>): Promise<void> {
    this.#drafts.set(draft.draft, { ...structuredClone(draft), saved_at: momentOf(this.#now()) });
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
    return { ...draft, saved_at: momentOf(this.#now()) };
  }

  sync(): Promise<SyncStatus> {
    const sent = this.#pending.filter((each) => each.state === 'unsent');
    for (const each of sent) this.#accept(each.change);
    this.#pending = this.#pending.filter((each) => each.state !== 'unsent');
    this.#complete_at = momentOf(this.#now());
    this.#changed(sent);
    return Promise.resolve(this.#status().sync);
  }

  digests(): Promise<Readonly<Record<string, { readonly digest: string; readonly count: number; readonly matches: boolean }>>> {
    return Promise.resolve({});
  }

  notes(): Promise<Outcome<readonly UnsignedNote[]>> {
    return Promise.resolve({ ok: true, value: this.#notes });
  }

  decide_note(note: Id, decision: NoteDecision, reason: string): Promise<Outcome<null>> {
    this.#notes = this.#notes.map((each) => (each.id === note ? { ...each, decision, reason, decided_by: this.#person().id } : each));
    return Promise.resolve({ ok: true, value: null });
  }

  note_opened(record: Id): Promise<void> {
    this.#opened = [{ person: this.#person().id, install_code: VIEWER.install_code, at: momentOf(this.#now()), received_at: momentOf(this.#now()), record }, ...this.#opened];
    return Promise.resolve();
  }

  opened_by(record: Id): Promise<Outcome<readonly OpenedBy[]>> {
    return Promise.resolve({ ok: true, value: this.#opened.filter((each) => each.record === record) });
  }

  alarms(): Promise<Outcome<readonly Alarm[]>> {
    return Promise.resolve({ ok: true, value: this.#alarms });
  }

  see_alarm({ install, code, day }: Pick<Alarm, 'install' | 'code' | 'day'>): Promise<Outcome<null>> {
    const named = (each: Alarm): boolean => each.install === install && each.code === code && each.day === day;
    this.#alarms = this.#alarms.map((each) => (named(each) ? { ...each, seen_by: this.#person().id } : each));
    return Promise.resolve({ ok: true, value: null });
  }

  erasable(named: string): Promise<Outcome<Erasable>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    const found = (this.#seed.erasable ?? []).find(({ record, changes }) => record === named || changes.some((each) => each.change === named || each.set['reference'] === named));
    if (found === undefined) return Promise.resolve({ ok: false, problems: [{ code: 'not_found', path: '', words: 'There is nothing here.' }] });
    return Promise.resolve({ ok: true, value: found });
  }

  erase(erasure: Erasure): Promise<Outcome<number>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    if (this.objections.length > 0) return Promise.resolve({ ok: false, problems: this.objections });
    this.erasures.push(structuredClone(erasure));
    return Promise.resolve({ ok: true, value: erasure.changes.length });
  }

  outbox_left(): Promise<OutboxLeft> {
    return Promise.resolve({ entries: this.#pending.length, drafts: this.#drafts.size, unsealed: 0, files: this.#seed.files?.waiting ?? 0 });
  }

  export_outbox(): Promise<Outcome<ExportedOutbox>> {
    if (this.#pending.length + this.#drafts.size === 0) return Promise.resolve(failed('nothing_to_export'));
    const value = { name: 'lantern-unsent.txt', text: 'sealed', entries: this.#pending.length, drafts: this.#drafts.size };
    return Promise.resolve({ ok: true, value });
  }

  storage(): Promise<StorageParts> {
    return Promise.resolve({ received: 3_400_000, unsent: 0, drafts: 12_000, copies: 250_000 });
  }

  take_outbox(): Promise<Outcome<TakenOutbox>> {
    return Promise.resolve(this.#seed.taken ?? failed('outbox_not_ours'));
  }

  alerts_key(): Promise<Outcome<string>> {
    return Promise.resolve({ ok: true, value: 'BA' });
  }

  take_alerts(subscription: AlertSubscription | null): Promise<Outcome<null>> {
    this.alerted_at = subscription?.endpoint ?? null;
    return Promise.resolve({ ok: true, value: null });
  }

  keep_file(file: Blob): Promise<Outcome<FileValue>> {
    return this.#files.keep(file);
  }

  small_picture(): Promise<Blob | null> {
    return this.#files.small();
  }

  show_file(_record: Id, _stream: string, file: FileValue): Promise<Outcome<Blob>> {
    return this.#files.show(file);
  }

  tiles(operation: Id): Promise<TilesKept | null> {
    return Promise.resolve(this.map_files.kept(operation));
  }

  tiles_offered(operation: Id): Promise<Outcome<number | null>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    return Promise.resolve({ ok: true, value: this.map_files.offered.get(operation)?.byteLength ?? null });
  }

  fetch_tiles(operation: Id): Promise<Outcome<TilesKept>> {
    return Promise.resolve(this.out_of_reach ? failed('not_reached') : this.map_files.fetch(operation));
  }

  read_tiles(operation: Id, first: number, bytes: number): Promise<ArrayBuffer | null> {
    return Promise.resolve(this.map_files.read(operation, first, bytes));
  }

  drop_tiles(operation: Id): Promise<void> {
    this.map_files.drop(operation);
    return Promise.resolve();
  }

  touched(): void {
    // Nothing locks itself in a component test.
  }

  spare_data(): void {
    // Nothing is fetched in a component test.
  }

  #accept(change: ChangeText): void {
    const view = this.#view(change.record);
    if (view === null) return;
    const received_at = new Date(this.#now()).toISOString();
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

  #written(intent: Intent): { readonly pending: Pending; readonly saved: Saved } {
    const at = momentOf(this.#now());
    const known = intent.record === null ? null : this.#view(intent.record);
    const op = known === null ? 'create' : 'set';
    const reference = op === 'create' ? this.#reference(intent.type) : null;
    const set: Fields = reference === null ? intent.set : { reference, ...intent.set };
    const change: ChangeText = {
      id: changeId(this.#now()),
      tenant: TENANT,
      stream: intent.stream,
      install: VIEWER.install,
      author: this.#person().id,
      dseq: this.#pending.length + 1,
      prev: null,
      type: intent.type,
      record: intent.record ?? intent.new_record ?? randomId(),
      op,
      base: intent.base ?? known?.last_change ?? null,
      after: null,
      set,
      resolves: intent.resolves ?? [],
      seen: null,
      at: { wall: at, monotonic: 0, session: VIEWER.install },
      schema: 1,
      app: 'memory',
      salt: 'AAAAAAAAAAAAAAAAAAAAAA',
      reason: intent.reason ?? null,
    };
    return {
      pending: { change, hash: '', state: 'unsent', verdict: null, problems: [], receipt: null },
      saved: { record: change.record, change: change.id, reference, at },
    };
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

  #person(): Person {
    return this.#seed.person ?? WREN;
  }

  #status(): Status {
    const known = this.#phase === 'open' || this.#phase === 'signed_in';
    const unsent = this.#pending.filter((each) => each.state === 'unsent');
    return {
      phase: this.#phase,
      person: known ? this.#person() : null,
      tenant: known ? TENANT : null,
      install: this.#phase === 'open' ? VIEWER.install : null,
      install_code: this.#phase === 'open' ? VIEWER.install_code : null,
      grants: this.#seed.grants ?? [],
      shift_ends: momentOf(this.#now() + 12 * 3_600_000),
      tries_left: this.#phase === 'locked' ? 5 : null,
      lost: this.#seed.lost ?? null,
      sync: {
        unsent: this.#pending.filter((each) => each.receipt === null).length,
        oldest: unsent[0]?.change.at.wall ?? null,
        attention: this.#pending.filter((each) => each.state === 'attention').length,
        drafts: this.#drafts.size,
        running: false,
        reachable: null,
        complete_at: this.#complete_at,
        sign_in_needed: false,
        carried: this.#seed.carried ?? { waiting: 0, handed_over: 0 },
        files: this.#seed.files ?? { waiting: 0, held: false, arrived: 0, bytes: 0 },
        alarm: null,
        clock_off_ms: this.#seed.clock_off_ms ?? null,
      },
      rescue: this.#seed.rescue ?? null,
      locked: this.#phase === 'locked' ? this.locked : null,
      people: this.people.map((each, at) => ({ ...each, here: at === 0 })),
      passkey: this.passkey,
    };
  }

  protected enter(phase: Phase): void {
    this.#phase = phase;
    this.#emit({ kind: 'status', status: this.#status() });
  }

  #changed(pending: readonly Pending[]): void {
    const types = [...new Set(pending.map((each) => each.change.type))];
    const records = [...new Set(pending.map((each) => each.change.record))];
    this.#emit({ kind: 'records', types, records });
    this.#emit({ kind: 'status', status: this.#status() });
  }

  #emit(event: CoreEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
