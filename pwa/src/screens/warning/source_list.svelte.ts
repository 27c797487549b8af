/** Entries that can be evidence: reports, sightings and checks; those of the same plate first, newest first. */
import type { Fields, Id } from '../../api/core';
import { textOf } from '../../forms/reading';
import { comparePlates } from '../../records/vehicle/plate';
import { SOURCE_TYPES, type Source, type SourceType } from '../../records/warning/evidence';
import type { App } from '../../state/core.svelte';
import { when } from '../../ui/time';
import { plateOf } from '../check/words';
import { t } from './texts';

/** Entries that are looked at; more would only be scrolled past. */
const LOOKED_AT = 60;

export class SourceList {
  #rows = $state.raw<readonly Source[]>([]);
  #loaded = $state(false);

  constructor(app: App, values: () => Readonly<Record<string, unknown>>) {
    $effect(() => {
      const vehicle = values()['vehicle'];
      void this.#load(app, typeof vehicle === 'string' ? vehicle : null);
    });
  }

  get rows(): readonly Source[] {
    return this.#rows;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  async #load(app: App, vehicle: Id | null): Promise<void> {
    const plate = vehicle === null ? null : plateOf((await app.core.record(vehicle))?.fields);
    const { rows } = await app.core.list({ types: SOURCE_TYPES, newest_first: true, limit: LOOKED_AT });
    const views = await Promise.all(rows.map((row) => app.core.record(row.record, row.stream)));
    const sources = views.flatMap((view) =>
      view === null || view.fields['voided'] != null || view.fields['kind'] === 'nothing_seen'
        ? []
        : [{ record: view.record, type: view.type as SourceType, fields: view.fields }],
    );
    this.#rows = ordered(vehicle === null ? sources : sources.filter((each) => concerns(each.fields, vehicle, plate)));
    this.#loaded = true;
  }
}

/** "Resident report, 5 Feb 23:40, Chandler Row" */
export function sourceLine({ type, fields }: Source, now: Date): string {
  const street = (fields['place'] as Fields | undefined)?.['street'];
  const plate = typeof fields['plate'] === 'string' ? fields['plate'] : '';
  return [WORDS[type], when(textOf(fields['happened_at']), now), street, plate].filter(Boolean).join(', ');
}

const WORDS: Readonly<Record<SourceType, string>> = {
  get community_report() { return t.residentsReport; },
  get sighting() { return t.seenOnPatrol; },
  get breach_check() { return t.checkOnAWarning; },
};

function concerns(fields: Fields, vehicle: Id, plate: string | null): boolean {
  if (fields['vehicle'] === vehicle) return true;
  return plate !== null && typeof fields['plate'] === 'string' && comparePlates(plate, fields['plate']) === 'exact';
}

function ordered(sources: readonly Source[]): readonly Source[] {
  const at = ({ fields }: Source): string => textOf(fields['happened_at']);
  return [...sources].sort((one, other) => at(other).localeCompare(at(one)));
}
