/** The records that a record links to, by title: its page names them and leads there. */
import type { Fields, Id, RecordView } from '../api/core';
import type { RecordDeclared } from '../records/declaration';
import type { App } from './core.svelte';
import { titleOf } from './titles';

const MOST = 40;

export class Linked {
  #views = $state.raw<ReadonlyMap<Id, RecordView>>(new Map());

  constructor(app: App, view: () => RecordView | null, type: () => RecordDeclared | null) {
    $effect(() => {
      const [held, declared] = [view(), type()];
      const ids = held === null || declared === null ? [] : linksOf(declared, held.fields);
      let stale = false;
      void Promise.all(ids.map((id) => app.core.record(id))).then((found) => {
        if (!stale) this.#views = new Map(found.filter((each) => each !== null).map((each) => [each.record, each]));
      });
      return () => (stale = true);
    });
  }

  get views(): readonly RecordView[] {
    return [...this.#views.values()];
  }

  /** What is not on this phone is said to be so. */
  titleOf(id: Id): string {
    const view = this.#views.get(id);
    return view === undefined ? 'A record that is not on this phone' : titleOf(view);
  }
}

function linksOf(type: RecordDeclared, fields: Fields): readonly Id[] {
  const ids = type.fields
    .filter((field) => field.kind === 'record' || field.kind === 'records')
    .flatMap((field): readonly unknown[] => [fields[field.name]].flat());
  return [...new Set(ids.filter((id): id is Id => typeof id === 'string'))].slice(0, MOST);
}
