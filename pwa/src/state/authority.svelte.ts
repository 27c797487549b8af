/** What the person at work may do by their staff record: some questions are for constables alone. */
import type { Fields } from '../api/core';
import type { App } from './core.svelte';
import { RecordList } from './query.svelte';

export class Authority {
  readonly #staff: RecordList;

  constructor(app: App) {
    this.#staff = new RecordList(app, () => ({ types: ['staff'], where: { person: app.status.person?.id ?? '' }, limit: 1 }));
  }

  get constable(): boolean {
    const held: unknown = this.#staff.rows[0]?.fields['authorities'];
    return Array.isArray(held) && held.some((each) => (each as Fields)['kind'] === 'constable');
  }

  /** The agency of the staff record. */
  get agency(): string | null {
    const agency = this.#staff.rows[0]?.fields['agency'];
    return typeof agency === 'string' ? agency : null;
  }
}
