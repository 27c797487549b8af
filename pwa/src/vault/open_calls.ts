/** Everything of the core that is answered only while the vault is open: what is written and read, and what desks ask for. */

import type {
  Alarm, AlertSubscription, Departed, Draft, Erasable, Erasure, FileOf, Id, Intent, NoteDecision, OpenedBy, Outcome, PendingChange,
  Query, RecordView, Saved, StorageParts, Summary, TakenOutbox, TilesKept, UnsignedNote,
} from '../api/core';
import { deviceProblem, failed } from '../api/device_problems';
import type { FileValue } from '../records/shared_values';
import { isFull } from '../store/database';
import type { Given } from '../store/marks';
import type { Session } from '../sync/session';
import { CoreError } from './core_error';
import type { OpenWork } from './open_work';

/** What only desks and settings ask for is fetched when it is asked for. */
const desk = () => import('./desk_calls');
const erasing = () => import('./erasing_calls');

export abstract class OpenCalls {
  protected abstract readonly session: Session;
  /** What this browser holds has been looked at. */
  protected abstract readonly ready: Promise<void>;
  /** Null while the vault is closed. */
  protected abstract atWork(): OpenWork | null;
  /** The status changed. */
  protected abstract tell(): void;

  async save(intent: Intent): Promise<Outcome<Saved>> {
    return only(await this.save_all([intent]));
  }

  async save_all(intents: readonly Intent[]): Promise<Outcome<readonly Saved[]>> {
    return this.atWork()?.save(intents) ?? failed('not_open');
  }

  async undo(saved: Saved): Promise<Outcome<Saved>> {
    const work = this.atWork();
    return work === null ? failed('not_open') : only(await work.undo(saved));
  }

  record(record: Id, stream?: string): Promise<RecordView | null> {
    return this.#opened().reading.record(record, stream);
  }

  async note_opened(record: Id): Promise<void> {
    await this.#opened().reading.noteOpened(record);
  }

  async opened_by(record: Id, stream: string): Promise<Outcome<readonly OpenedBy[]>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).openedBy(this.session, record, stream);
  }

  list(query: Query): Promise<{ readonly rows: readonly Summary[]; readonly total: number }> {
    return this.#opened().reading.list(query);
  }

  search(text: string, types: readonly string[], limit: number): Promise<readonly Summary[]> {
    return this.#opened().reading.search(text, types, limit);
  }

  sergeant_first(given: Given): Promise<boolean> {
    return this.#opened().reading.sergeantFirst(given);
  }

  departed(): Promise<readonly Departed[]> {
    return this.#opened().departed();
  }

  async save_draft(draft: Omit<Draft, 'saved_at'>): Promise<void> {
    try {
      await this.#opened().saveDraft(draft);
    } catch (error) {
      throw isFull(error) ? new CoreError('storage_full') : error;
    }
    this.tell();
  }

  drafts(): Promise<readonly Draft[]> {
    return this.#opened().drafts.all();
  }

  draft(draft: Id): Promise<Draft | null> {
    return this.#opened().drafts.get(draft);
  }

  async drop_draft(draft: Id): Promise<void> {
    await this.#opened().dropDraft(draft);
    this.tell();
  }

  async pending(): Promise<readonly PendingChange[]> {
    await this.ready;
    return this.#opened().pending();
  }

  settle(change: Id): Promise<void> {
    return this.#opened().settle(change);
  }

  async repair(change: Id, route: string): Promise<Draft> {
    const draft = await this.#opened().repair(change, route);
    if (draft === null) throw new CoreError('nothing_to_repair');
    return draft;
  }

  async digests(): Promise<Readonly<Record<string, { readonly digest: string; readonly count: number; readonly matches: boolean }>>> {
    return this.#opened().digests();
  }

  async notes(): Promise<Outcome<readonly UnsignedNote[]>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).notes(this.session);
  }

  async decide_note(note: Id, decision: NoteDecision, reason: string): Promise<Outcome<null>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).decideNote(this.session, note, decision, reason);
  }

  async alarms(): Promise<Outcome<readonly Alarm[]>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).alarms(this.session);
  }

  async see_alarm(alarm: Pick<Alarm, 'install' | 'code' | 'day'>): Promise<Outcome<null>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).seeAlarm(this.session, alarm);
  }

  async erasable(named: string): Promise<Outcome<Erasable>> {
    return this.atWork() === null ? failed('not_open') : (await erasing()).erasable(this.session, named);
  }

  async erase(erasure: Erasure): Promise<Outcome<number>> {
    return this.atWork() === null ? failed('not_open') : (await erasing()).erase(this.session, erasure);
  }

  storage(): Promise<StorageParts> {
    return this.#opened().storage();
  }

  async take_outbox(text: string): Promise<Outcome<TakenOutbox>> {
    const { takeOutbox } = await import('./outbox_calls');
    const work = this.atWork();
    return work === null ? failed('not_open') : takeOutbox(work.install, this.session, text);
  }

  async alerts_key(): Promise<Outcome<string>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).alertsKey(this.session);
  }

  async take_alerts(subscription: AlertSubscription | null): Promise<Outcome<null>> {
    return this.atWork() === null ? failed('not_open') : (await desk()).takeAlerts(this.session, subscription);
  }

  async keep_file(file: Blob): Promise<Outcome<FileValue>> {
    return this.atWork()?.evidence.keep(file) ?? failed('not_open');
  }

  small_picture(sha256: string): Promise<Blob | null> {
    return this.#opened().evidence.small(sha256);
  }

  async show_file(of: FileOf, file: FileValue): Promise<Outcome<Blob>> {
    return this.atWork()?.evidence.show(of, file) ?? failed('not_open');
  }

  async tiles(operation: Id): Promise<TilesKept | null> {
    return (await this.#opened().tiles()).kept(operation);
  }

  async tiles_offered(operation: Id): Promise<Outcome<number | null>> {
    const work = this.atWork();
    return work === null ? failed('not_open') : (await work.tiles()).offered(operation);
  }

  async fetch_tiles(operation: Id): Promise<Outcome<TilesKept>> {
    const work = this.atWork();
    return work === null ? failed('not_open') : (await work.tiles()).fetchMore(operation);
  }

  async read_tiles(operation: Id, first: number, bytes: number): Promise<ArrayBuffer | null> {
    return (await this.#opened().tiles()).read(operation, first, bytes);
  }

  async drop_tiles(operation: Id): Promise<void> {
    await (await this.#opened().tiles()).drop(operation);
  }

  #opened(): OpenWork {
    const work = this.atWork();
    if (work === null) throw new CoreError('not_open');
    return work;
  }
}

function only(outcome: Outcome<readonly Saved[]>): Outcome<Saved> {
  if (!outcome.ok) return outcome;
  const [saved] = outcome.value;
  return saved === undefined ? { ok: false, problems: [deviceProblem('nothing_to_undo')] } : { ok: true, value: saved };
}

