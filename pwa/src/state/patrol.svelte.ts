/** The patrol under way of this person, and the one before it, from which the next begins with one tap. */
import type { Core, Fields, Id, Saved, Summary } from '../api/core';
import { aboutMinutes, type About, type Sign } from '../records/patrol/minutes';
import { arriving, hereNow, leaving, takingBack, type Presence } from '../records/patrol/presence';
import { momentOf } from '../ui/time';
import { present } from './clock.svelte';
import { signs } from './signs.svelte';
import { streamsOf, type App } from './core.svelte';
import { RecordList } from './query.svelte';
import { isVoided } from './titles';
import { t } from './texts';

/** Patrols looked at for the one under way and the one before it. */
const RECENT = 40;
/** Entries of one patrol that say where it was. */
const ENTRIES = 200;

/** A key that was pressed: what it wrote, and how that is taken back without touching the rest of the patrol. */
export interface Pressed {
  readonly saved: Saved;
  readonly undo: (core: Core) => Promise<boolean>;
}

export class CurrentPatrol {
  readonly #app: App;
  readonly #patrols: RecordList;
  readonly #zones: RecordList;
  readonly #entries: RecordList;

  constructor(app: App) {
    this.#app = app;
    this.#patrols = new RecordList(app, () => ({ types: ['patrol'], newest_first: true, limit: RECENT }));
    this.#entries = new RecordList(app, () => {
      const patrol = this.current?.record;
      return patrol === undefined ? null : { types: ['sighting'], where: { patrol }, own: true, newest_first: true, limit: ENTRIES };
    });
    this.#zones = new RecordList(app, () => ({ types: ['zone'], limit: 200 }));
  }

  get loaded(): boolean {
    return this.#patrols.loaded;
  }

  /** Null when no patrol is under way. */
  get current(): Summary | null {
    return this.#standing.find((row) => text(row.fields, 'ended_at') === '') ?? null;
  }

  get last(): Summary | null {
    return this.#standing[0] ?? null;
  }

  get zones(): readonly Summary[] {
    return this.#zones.rows;
  }

  get here(): Presence | null {
    return this.current === null ? null : hereNow(this.current.fields);
  }

  /** Where patrols of this person are written. */
  get stream(): string {
    return this.current?.stream ?? streamsOf(this.#app.status, 'op')[0] ?? '';
  }

  /** About how long in the zone where the officer is, or was last. */
  get minutes(): number | null {
    const zone = this.here?.zone ?? this.zoneIds(this.current)[0];
    if (this.current === null || zone === undefined) return null;
    return this.aboutIn(zone).minutes;
  }

  /** About how many minutes of the patrol under way were in this zone, and how that is known. */
  aboutIn(zone: Id): About {
    return this.current === null ? { minutes: 0, basis: null } : aboutMinutes(this.current.fields, zone, momentOf(present.now), this.signs);
  }

  /** What says where it was, beside the keys: wake-ups of this phone, and its entries that name a zone. */
  get signs(): readonly Sign[] {
    const patrol = this.current?.record;
    if (patrol === undefined) return [];
    const written = this.#entries.rows.flatMap(({ fields }): readonly Sign[] => {
      const { zone, happened_at: at } = fields;
      return typeof zone === 'string' && typeof at === 'string' ? [{ at: Date.parse(at), zone }] : [];
    });
    return [...signs.of(patrol), ...written];
  }

  /** Street of the place where the officer is, else the first of the patrol. */
  get street(): string {
    const zone = this.zone(this.here?.zone ?? this.zoneIds(this.current)[0]);
    const streets = zone?.fields['streets'];
    return Array.isArray(streets) && typeof streets[0] === 'string' ? streets[0] : '';
  }

  zone(id: Id | undefined): Summary | undefined {
    return this.#zones.rows.find((row) => row.record === id);
  }

  zoneName(id: Id | undefined): string {
    const name = this.zone(id)?.fields['name'];
    return typeof name === 'string' ? name : t.aZone;
  }

  zoneIds(patrol: Summary | null): readonly Id[] {
    const zones = patrol?.fields['zones'];
    return Array.isArray(zones) ? zones.filter((zone): zone is Id => typeof zone === 'string') : [];
  }

  /** Names of the others in the team. */
  colleagues(patrol: Summary | null): readonly string[] {
    const team: readonly unknown[] = Array.isArray(patrol?.fields['team']) ? patrol.fields['team'] : [];
    const me = this.#app.status.person;
    return team
      .map((each) => (each ?? {}) as Fields)
      .filter((each) => each['person'] !== me?.id && each['name'] !== me?.name)
      .map((each) => text(each, 'name'))
      .filter((name) => name !== '');
  }

  async arrive(zone: Id): Promise<Pressed | null> {
    return this.#set((fields) => arriving(fields, zone, momentOf(new Date()), crypto.randomUUID(), this.signs));
  }

  async leave(): Promise<Pressed | null> {
    return this.#set((fields) => leaving(fields, momentOf(new Date()), this.signs));
  }

  get #standing(): readonly Summary[] {
    const me = this.#app.status.person;
    return this.#patrols.rows.filter((row) => !isVoided(row) && me !== null && isOf(row, me.id));
  }

  async #set(change: (fields: Fields) => Fields): Promise<Pressed | null> {
    const patrol = this.current;
    if (patrol === null) return null;
    const { record, stream, fields } = patrol;
    const set = change(fields);
    if (Object.keys(set).length === 0) return null;
    const outcome = await this.#app.core.save({ type: 'patrol', record, stream, set });
    if (!outcome.ok) return null;
    const back = { type: 'patrol', record, stream, set: takingBack(fields, set), reason: 'undone' };
    return { saved: outcome.value, undo: async (core) => (await core.save(back)).ok };
  }
}

/** Started by this person on any phone, or by a colleague who named them in the team. */
function isOf(patrol: Summary, person: Id): boolean {
  const team: readonly unknown[] = Array.isArray(patrol.fields['team']) ? patrol.fields['team'] : [];
  return patrol.author === person || team.some((each) => (each as Fields)['person'] === person);
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}
