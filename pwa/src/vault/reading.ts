/** What people read while the vault is open: records with this phone's own changes over them, lists and searches. */

import type { Id, Query, RecordView, Summary } from '../api/core';
import { dateOf } from '../lib/moments';
import type { Base } from '../store/base';
import { DEFINITIONS, kindsOf } from '../store/definitions';
import { type Given, marked } from '../store/marks';
import { MemoryIndex } from '../store/memory_index';
import type { Opened } from '../store/opened';
import type { Outbox } from '../store/outbox';
import type { Shown } from '../store/pages';
import { listed } from '../store/query';
import { type Indexed, indexed } from '../store/summary';
import type { RecordText } from '../store/texts';
import { recordView, type Viewer } from '../store/view';
import type { Clock } from '../sync/chain';
import type { OpenInstall } from '../sync/install';

/** Views remembered as the trunk of what is written next. */
const SEEN_MAX = 500;

interface Sources {
  readonly base: Base;
  readonly outbox: Outbox;
  readonly opened: Opened;
  readonly install: OpenInstall;
  readonly clock: Clock;
}

export class Reading {
  readonly #sources: Sources;
  readonly #viewer: Viewer;
  readonly #index: MemoryIndex;
  readonly #seen = new Map<Id, Id | null>();
  /** When records were opened since the unlock, milliseconds since 1970: what was used last is found first. */
  readonly #openedAt = new Map<Id, number>();

  constructor(sources: Sources) {
    const { install, code } = sources.install.enrolment;
    this.#sources = sources;
    this.#viewer = { install, install_code: code };
    this.#index = new MemoryIndex(sources.base, (record) => this.#overlaidBrief(record), DEFINITIONS);
  }

  /** Record → its newest change as it was last shown: what the next change of it has seen. */
  get seen(): ReadonlyMap<Id, Id | null> {
    return this.#seen;
  }

  async record(record: Id, stream?: string): Promise<RecordView | null> {
    const view = await this.#view(record, stream);
    if (view !== null) this.#note(record, view.last_change);
    return view;
  }

  /** This record is shown whole on a screen. */
  noteOpened(record: Id): Promise<void> {
    const { clock, opened } = this.#sources;
    this.#openedAt.set(record, clock.now());
    return opened.note(record, clock.now(), clock.wall());
  }

  async list(query: Query): Promise<{ readonly rows: readonly Summary[]; readonly total: number }> {
    return listed(await this.#index.all(query.stream, query.types), query);
  }

  async search(text: string, types: readonly string[], limit: number): Promise<readonly Summary[]> {
    const { clock, install, opened } = this.#sources;
    const reads = (stream: string): boolean => install.enrolment.streams.some((grant) => grant.stream === stream && grant.mode === 'read');
    const rows = await this.#index.search(text, types, limit, { reads, opened: (record) => this.#openedAt.get(record) ?? 0 });
    // Whoever finds somebody supported has seen their name: told like a record that was opened (PROTOCOL section 24).
    for (const row of rows) if (row.type === 'person_supported') await opened.note(row.record, clock.now(), clock.wall());
    return rows;
  }

  async sergeantFirst(given: Given): Promise<boolean> {
    const { clock, install } = this.#sources;
    if (install.mark_key === null) return false;
    const { rows } = await this.list({ types: ['mark'] });
    const marks = rows.map((row) => row.fields);
    return marked(install.mark_key, given, marks, dateOf(clock.wall()));
  }

  /** The summary of a text as the server sent it. */
  brief(text: RecordText): Indexed {
    const view = recordView(text, [], kindsOf(DEFINITIONS, text.type), this.#viewer);
    if (view === null) throw new TypeError('a text is a view');
    return indexed(view, DEFINITIONS);
  }

  /** These records have other changes of this phone than before. */
  touch(records: Iterable<Id>): void {
    this.#index.touch(records);
  }

  /** Rows came or went. */
  show(shown: Shown): void {
    this.#index.show(shown);
  }

  /** Every stored row may be another one now. */
  forget(): void {
    this.#index.forget();
  }

  async prepareLists(): Promise<void> {
    await this.#index.all();
  }

  async prepareSearch(): Promise<void> {
    await this.#index.ready();
  }

  /** At the lock. */
  close(): void {
    this.#seen.clear();
  }

  async #overlaidBrief(record: Id): Promise<Indexed | null> {
    if (this.#sources.outbox.of(record).length === 0) return null;
    const view = await this.#view(record);
    return view === null ? null : indexed(view, DEFINITIONS);
  }

  async #view(record: Id, stream?: string): Promise<RecordView | null> {
    const text = await this.#sources.base.text(record, stream);
    const pending = this.#sources.outbox.of(record);
    const type = text?.type ?? pending[0]?.change.type ?? '';
    return recordView(text, pending, kindsOf(DEFINITIONS, type), this.#viewer);
  }

  #note(record: Id, last: Id | null): void {
    this.#seen.delete(record);
    this.#seen.set(record, last);
    const [oldest] = this.#seen.keys();
    if (this.#seen.size > SEEN_MAX && oldest !== undefined) this.#seen.delete(oldest);
  }
}
