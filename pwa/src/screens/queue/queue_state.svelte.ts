/** The queue, kept fresh: reads the rows when something changes, and orders them again as time goes on. */
import type { CoreEvent, Fields, Id, Summary } from '../../api/core';
import { momentOf } from '../../lib/moments';
import type { RecordDeclared } from '../../records/declaration';
import { LOADERS, type TypeName } from '../../records/index.gen';
import { deskOf } from '../../records/queue/assemble';
import { QUEUE_TYPES } from '../../records/queue/desk';
import type { Item } from '../../records/queue/item';
import { queueOf } from '../../records/queue/queue';
import { present } from '../../state/clock.svelte';
import type { App } from '../../state/core.svelte';
import type { Names } from '../../state/names.svelte';

/** A pull brings many events; one reading a third of a second later serves them all. */
const SETTLE_MS = 300;

/** More records than an operation has; a desk reads the summaries of all of them. */
const EVERYTHING = 100_000;

export class QueueState {
  #rows = $state.raw<readonly Summary[]>([]);
  #declared = $state.raw<ReadonlyMap<string, RecordDeclared>>(new Map());
  #marked = $state.raw<ReadonlySet<Id>>(new Set());
  #loaded = $state(false);
  readonly #app: App;
  readonly #names: Names;
  readonly #items = $derived.by(() => this.#ordered());

  constructor(app: App, names: Names) {
    this.#app = app;
    this.#names = names;
    $effect(() => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      void this.#read();
      const stop = app.listen((event) => {
        if (!concerns(event)) return;
        clearTimeout(timer);
        timer = setTimeout(() => void this.#read(), SETTLE_MS);
      });
      return () => {
        clearTimeout(timer);
        stop();
      };
    });
  }

  get items(): readonly Item[] {
    return this.#items;
  }

  get rows(): readonly Summary[] {
    return this.#rows;
  }

  /** False until the first reading: an empty queue is said to be empty only after it. */
  get loaded(): boolean {
    return this.#loaded;
  }

  #ordered(): readonly Item[] {
    const desk = deskOf({
      now: momentOf(present.now.getTime()),
      rows: this.#rows,
      declared: this.#declared,
      personOf: (person) => this.#names.person(person),
      marked: this.#marked,
    });
    return queueOf(desk, this.#app.status.person?.id ?? '');
  }

  async #read(): Promise<void> {
    const { rows } = await this.#app.core.list({ types: QUEUE_TYPES, limit: EVERYTHING });
    const clashing = rows.filter((row) => row.clashing.length > 0).map((row) => row.type);
    const types = [...new Set(['warning', 'referral', ...clashing])].filter((type): type is TypeName => type in LOADERS);
    const declared = await Promise.all(types.map((type) => LOADERS[type]()));
    this.#marked = await this.#markedAmong(rows);
    this.#declared = new Map(declared.map((each) => [each.name, each]));
    this.#rows = rows;
    this.#loaded = true;
  }

  /** Asks the marks only for warnings that are finished and not given: those that can still wait. */
  async #markedAmong(rows: readonly Summary[]): Promise<ReadonlySet<Id>> {
    const open = rows.filter(({ type, fields }) => type === 'warning' && fields['submitted'] !== undefined && fields['given'] === undefined);
    const marked = await Promise.all(open.map((row) => this.#app.core.sergeant_first(marksOf(row.fields, rows))));
    return new Set(open.filter((_, index) => marked[index]).map((row) => row.record));
  }
}

/** Name with year of birth, alias and plate, as far as the warning has them. */
function marksOf(fields: Fields, rows: readonly Summary[]): Parameters<App['core']['sergeant_first']>[0] {
  const birth = (fields['birth'] as Fields | undefined)?.['date'];
  const vehicle = rows.find((row) => row.record === fields['vehicle'])?.fields;
  const confirmed = (vehicle?.['confirmed'] as Fields | undefined)?.['plate'];
  const plate = confirmed ?? vehicle?.['normalised'];
  return {
    ...(typeof fields['name'] === 'string' ? { name: fields['name'] } : {}),
    ...(typeof birth === 'string' ? { birth_year: Number(birth.slice(0, 4)) } : {}),
    ...(typeof fields['alias'] === 'string' ? { alias: fields['alias'] } : {}),
    ...(typeof plate === 'string' ? { plate } : {}),
  };
}

/** An event with no types speaks of all of them. */
function concerns(event: CoreEvent): boolean {
  const types: readonly string[] = QUEUE_TYPES;
  return event.kind === 'records' && (event.types.length === 0 || event.types.some((type) => types.includes(type)));
}
