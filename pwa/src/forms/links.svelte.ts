/** Which records a link field offers: all of a short list, or what a search finds. */
import type { Id, RecordView, Summary } from '../api/core';
import type { Declared } from '../records/declaration';
import { BRIEFS } from '../records/index.gen';
import type { App } from '../state/core.svelte';
import { RecordList } from '../state/query.svelte';

/** More than these are searched instead of shown. */
const SHORT_MAX = 24;
const STAFF_MAX = 500;
const FOUND_MAX = 8;
const TYPING_MS = 150;

export class Links {
  text = $state('');
  readonly #app: App;
  readonly #field: () => Declared;
  readonly #all: RecordList;
  #found = $state.raw<readonly Summary[]>([]);
  #held = $state.raw<readonly RecordView[]>([]);

  constructor(app: App, field: () => Declared, chosen: () => readonly Id[]) {
    this.#app = app;
    this.#field = field;
    this.#all = new RecordList(app, () => ({ types: typesOf(field()), newest_first: true, limit: isShort(field()) ? STAFF_MAX : SHORT_MAX }));
    $effect(() => {
      const text = this.text.trim();
      const timer = setTimeout(() => void this.#search(app, text), TYPING_MS);
      return () => clearTimeout(timer);
    });
    $effect(() => {
      const ids = chosen();
      void Promise.all(ids.map((each) => app.core.record(each))).then((views) => {
        this.#held = views.filter((view) => view !== null);
      });
    });
  }

  /** Short enough to be offered whole; agencies and colleagues always are. */
  get short(): boolean {
    return isShort(this.#field()) || this.#all.total <= SHORT_MAX;
  }

  get offered(): readonly Summary[] {
    return this.#field().kind === 'person' ? this.#all.rows.filter((row) => isColleague(row, this.#app)) : this.#all.rows;
  }

  get found(): readonly Summary[] {
    return this.#found;
  }

  /** The chosen ones, to be read by title. */
  get held(): readonly RecordView[] {
    return this.#held;
  }

  /** A colleague is meant by account, not by the record about them. */
  idOf(row: Summary): Id {
    const person = row.fields['person'];
    return this.#field().kind === 'person' && typeof person === 'string' ? person : row.record;
  }

  async #search(app: App, text: string): Promise<void> {
    this.#found = text.length < 2 ? [] : await app.core.search(text, typesOf(this.#field()), FOUND_MAX);
  }
}

/** Police and council walk and log together; an agency's workers are among themselves. Who has left is not offered. */
export function isColleague({ fields }: Pick<Summary, 'fields'>, app: Pick<App, 'role' | 'status'>): boolean {
  if (fields['left_on'] != null) return false;
  if (app.role === 'support_worker') return fields['agency'] === app.status.person?.agency;
  return PATROL_ROLES.includes(String(fields['role']));
}

const PATROL_ROLES = BRIEFS.patrol.creators as readonly string[];

function isShort({ kind }: Declared): boolean {
  return kind === 'person' || kind === 'agency';
}

function typesOf(field: Declared): readonly string[] {
  if (field.kind === 'agency') return ['agency'];
  if (field.kind === 'person') return ['staff'];
  return field.targets ?? [];
}
