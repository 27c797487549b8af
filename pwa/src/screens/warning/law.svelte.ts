/** Settings of law, and who issued a warning, from the copy on this phone. */
import type { Id, Summary } from '../../api/core';
import type { LegalSetting } from '../../records/warning/legal';
import type { App } from '../../state/core.svelte';
import { type Names, namesOf } from '../../state/names.svelte';
import { RecordList } from '../../state/query.svelte';

export class LawHeld {
  readonly #names: Names;
  readonly #rows: RecordList;
  #settings = $state.raw<readonly LegalSetting[]>([]);
  readonly #author: () => Id | null;

  /** author: who wrote the warning. Made while a component starts. */
  constructor(app: App, author: () => Id | null) {
    this.#names = namesOf(app);
    this.#author = author;
    this.#rows = new RecordList(app, () => ({ types: ['legal_setting'], limit: 500 }));
    $effect(() => void this.#load(app, this.#rows.rows));
  }

  get settings(): readonly LegalSetting[] {
    return this.#settings;
  }

  get issuer(): string {
    const author = this.#author();
    return author === null ? '' : this.#names.person(author);
  }

  get agency(): string {
    const agency = this.#names.staff.find((row) => row.fields['person'] === this.#author())?.fields['agency'];
    return typeof agency === 'string' ? this.#names.agency(agency) : '';
  }

  /** A summary leaves long wording out; the records have it. */
  async #load(app: App, rows: readonly Summary[]): Promise<void> {
    const views = await Promise.all(rows.map((row) => app.core.record(row.record, row.stream)));
    this.#settings = views.flatMap((view) => (view === null ? [] : [{ record: view.record, fields: view.fields }]));
  }
}
