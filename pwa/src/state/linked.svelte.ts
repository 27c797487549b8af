/** The records that a record links to, by title: its page names them and leads there. */
import type { Fields, Id, RecordView } from '../api/core';
import { groupOf, type Group } from '../forms/reading';
import type { Declared, RecordDeclared } from '../records/declaration';
import type { App } from './core.svelte';
import { titleOf } from './titles';
import { t } from './texts';

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
    return view === undefined ? t.aRecordThatIsNot : titleOf(view);
  }
}

function linksOf(type: RecordDeclared, fields: Fields): readonly Id[] {
  return [...new Set(idsIn(type.fields, fields))].slice(0, MOST);
}

/** The zones of a condition are links too, two levels down. */
function idsIn(declared: readonly Declared[], values: Group): readonly Id[] {
  return declared.flatMap((field) => {
    const value = values[field.name];
    if (field.kind === 'record' || field.kind === 'records') return [value].flat().filter((id) => typeof id === 'string');
    const parts = field.parts ?? [];
    if (parts.length === 0) return [];
    return [value].flat().flatMap((each) => idsIn(parts, groupOf(groupOf(each)['value'] ?? each)));
  });
}
