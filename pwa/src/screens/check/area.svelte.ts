/** The zones that a warning's conditions name, whole: lists leave their outlines out. */
import type { Fields, Id, RecordView } from '../../api/core';
import type { App } from '../../state/core.svelte';

export class Area {
  #zones = $state.raw<Readonly<Record<Id, Fields>>>({});

  /** Made while a component starts; reads again when a zone or the warning changes. */
  constructor(app: App, warning: () => RecordView | null) {
    const wanted = $derived(JSON.stringify(zonesOf(warning()?.fields)));
    $effect(() => {
      const ids = JSON.parse(wanted) as readonly Id[];
      void this.#read(app, ids);
      return app.listen((event) => {
        if (event.kind === 'records' && (event.types.length === 0 || event.types.includes('zone'))) void this.#read(app, ids);
      });
    });
  }

  /** Those on this phone, by id. */
  get zones(): Readonly<Record<Id, Fields>> {
    return this.#zones;
  }

  async #read(app: App, ids: readonly Id[]): Promise<void> {
    const views = await Promise.all(ids.map((id) => app.core.record(id)));
    this.#zones = Object.fromEntries(views.flatMap((view) => (view === null || view.fields['voided'] != null ? [] : [[view.record, view.fields]])));
  }
}

function zonesOf(fields: Fields | undefined): readonly Id[] {
  const conditions = Array.isArray(fields?.['conditions']) ? (fields['conditions'] as readonly Fields[]) : [];
  return [...new Set(conditions.flatMap((each) => (Array.isArray(each['zones']) ? (each['zones'] as readonly Id[]) : [])))];
}
