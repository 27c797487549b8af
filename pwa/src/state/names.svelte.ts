/** Names of staff and agencies by id, from the copy on this phone. */
import { getContext, setContext } from 'svelte';
import type { Id, Summary } from '../api/core';
import type { App } from './core.svelte';
import { RecordList } from './query.svelte';
import { t } from './texts';

const MOST = 500;
const KEY = Symbol('names');

/** Keeps the names for every component below, from when they are wanted: asked for once and not by each screen that has one in it. */
export function keepNames(app: App, wanted: () => boolean): void {
  setContext(KEY, new Names(app, wanted));
}

/** The names that are kept; a component that stands by itself asks for its own. */
export function namesOf(app: App): Names {
  return getContext<Names | undefined>(KEY) ?? new Names(app);
}

export class Names {
  readonly #app: App;
  readonly #staff: RecordList;
  readonly #agencies: RecordList;

  constructor(app: App, wanted = (): boolean => true) {
    this.#app = app;
    this.#staff = new RecordList(app, () => (wanted() ? { types: ['staff'], limit: MOST } : null));
    this.#agencies = new RecordList(app, () => (wanted() ? { types: ['agency'], limit: MOST } : null));
  }

  get staff(): readonly Summary[] {
    return this.#staff.rows;
  }

  get agencies(): readonly Summary[] {
    return this.#agencies.rows;
  }

  /** The name of an author; what stands behind null and `system` is said too. */
  person(id: Id | null): string {
    if (id === null) return t.somebodyInAnotherTeam;
    if (id === 'system') return t.lantern;
    const name = this.#staff.rows.find((row) => row.fields['person'] === id)?.fields['name'];
    if (typeof name === 'string') return name;
    return this.#app.status.person?.id === id ? this.#app.status.person.name : t.aColleague;
  }

  agency(id: unknown): string {
    const name = this.#agencies.rows.find((row) => row.record === id)?.fields['name'];
    return typeof name === 'string' ? name : t.anAgency;
  }
}
