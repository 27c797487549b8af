/** Search as typed over what this phone holds, and the warnings that stand against each result. */
import type { Id, Summary } from '../../api/core';
import { stateOf } from '../../records/validate';
import { WARNING } from '../../records/warning.gen';
import { present } from '../../state/clock.svelte';
import type { App } from '../../state/core.svelte';
import { RecordList } from '../../state/query.svelte';
import { isVoided } from '../../state/titles';
import { dateOf } from '../../ui/time';
import { t } from './texts';

export interface Standing {
  readonly row: Summary;
  readonly state: string;
  readonly label: string;
}

export interface Result {
  readonly row: Summary;
  /** Warnings about it that were given, those in force first. */
  readonly warnings: readonly Standing[];
}

const FOUND_MAX = 12;
const WARNINGS_MAX = 2_000;
/** States of warnings that somebody was given: the others say nothing about a person in the street. */
const GIVEN: readonly string[] = ['in_force', 'not_begun', 'given', 'ended', 'withdrawn', 'replaced', 'given_in_error'];

export class Finder {
  text = $state('');
  readonly #warnings: RecordList;
  #found = $state.raw<readonly Summary[]>([]);
  #asked = $state('');

  /** types: what is searched. Made while a component starts. */
  constructor(app: App, types: () => readonly string[]) {
    this.#warnings = new RecordList(app, () => ({ types: ['warning'], newest_first: true, limit: WARNINGS_MAX }));
    $effect(() => {
      void this.#search(app, this.text.trim(), types());
    });
  }

  /** Warnings of a person or vehicle by its id: looked up for each row of each keystroke. */
  readonly #against = $derived.by(() => {
    const against = new Map<Id, Summary[]>();
    for (const row of this.#warnings.rows) {
      if (isVoided(row)) continue;
      for (const id of new Set([row.fields['recipient'], row.fields['vehicle']])) {
        if (typeof id === 'string') against.set(id, [...(against.get(id) ?? []), row]);
      }
    }
    return against;
  });

  /** A person or vehicle with its warnings; a warning alone where its recipient is no result of its own. */
  readonly results: readonly Result[] = $derived.by(() => {
    const results = this.#found.filter((row) => !isVoided(row)).map((row) => ({ row, warnings: this.warningsOf(row) }));
    const shown = new Set(results.flatMap((each) => (each.row.type === 'warning' ? [] : each.warnings.map((warning) => warning.row.record))));
    return results.filter(({ row }) => !shown.has(row.record));
  });

  /** True when the results belong to what stands in the box. */
  get answered(): boolean {
    return this.#asked === this.text.trim() && this.#asked.length >= 2;
  }

  /** There are more than are shown. */
  get cut(): boolean {
    return this.#found.length >= FOUND_MAX;
  }

  warningsOf(row: Summary): readonly Standing[] {
    if (row.type === 'warning') return [this.standing(row)];
    const by = row.type === 'vehicle' ? 'vehicle' : 'recipient';
    return this.warningsWhere(by, row.record).filter((each) => GIVEN.includes(each.state));
  }

  warningsWhere(field: 'vehicle' | 'recipient', id: Id): readonly Standing[] {
    const rows = (this.#against.get(id) ?? []).filter((each) => each.fields[field] === id);
    return rows.map((each) => this.standing(each)).sort((one, other) => GIVEN.indexOf(one.state) - GIVEN.indexOf(other.state));
  }

  standing(row: Summary): Standing {
    const state = stateOf(WARNING, row.fields, { today: dateOf(present.now) });
    return { row, state: state?.name ?? 'draft', label: state?.label ?? t.draft };
  }

  async #search(app: App, text: string, types: readonly string[]): Promise<void> {
    const found = text.length < 2 ? [] : await app.core.search(text, types, FOUND_MAX);
    if (text !== this.text.trim()) return;
    this.#found = found;
    this.#asked = text;
  }
}
