/** What stands around a warning on this phone: law, operation, issuer, sergeants, marks, decisions. */
import type { FieldValue, Fields, Id, Summary } from '../../api/core';
import { textOf } from '../../forms/reading';
import { homeOf } from '../../lib/streams';
import type { LegalSetting } from '../../records/warning/legal';
import type { App } from '../../state/core.svelte';
import { plateOf } from '../check/words';
import type { WarningForm } from './warning_form.svelte';
import { t } from './texts';

/** Keystrokes settle before the marks are asked. */
const MARKS_MS = 300;

export class Surroundings {
  #settings = $state.raw<readonly LegalSetting[]>([]);
  #operation = $state.raw<Fields>({});
  #me = $state.raw<Fields>({});
  #supervisors = $state.raw<readonly string[]>([]);
  #agency = $state('');
  #decision = $state<string | null>(null);
  #comment = $state<Fields>({});
  #sergeantFirst = $state(false);
  #loaded = $state(false);
  readonly #app: App;

  constructor(app: App, form: WarningForm) {
    this.#app = app;
    void this.#load(form);
    $effect(() => {
      const given = marksOf(form.values);
      const timer = setTimeout(() => void this.#askMarks(given, form.values['vehicle']), MARKS_MS);
      return () => clearTimeout(timer);
    });
    $effect(() => app.listen((event) => {
      if (event.kind === 'records' && (event.types.length === 0 || event.types.includes('decision'))) {
        void this.#loadDecision(form);
      }
    }));
  }

  get settings(): readonly LegalSetting[] {
    return this.#settings;
  }

  /** Until it is true nothing is said about the law being missing. */
  get loaded(): boolean {
    return this.#loaded;
  }

  get operationMonths(): number | null {
    const months = this.#operation['warning_months'];
    return typeof months === 'number' ? months : null;
  }

  get authorities(): FieldValue {
    return this.#me['authorities'];
  }

  /** Name of the issuer as on the staff record. */
  get issuer(): string {
    return typeof this.#me['name'] === 'string' ? this.#me['name'] : (this.#app.status.person?.name ?? '');
  }

  get agency(): string {
    return this.#agency;
  }

  /** "Sgt Ruth Kestrel", or several with "or" between them. */
  get sergeant(): string {
    return this.#supervisors.length === 0 ? t.aSergeant : this.#supervisors.join(t.or);
  }

  /** Kind of the newest decision about the record as it was last saved. */
  get decision(): string | null {
    return this.#decision;
  }

  /** Its comment, field and reasons. */
  get decided(): Fields {
    return this.#comment;
  }

  get sergeantFirst(): boolean {
    return this.#sergeantFirst;
  }

  async #load(form: WarningForm): Promise<void> {
    const [settings, staff, operations] = await Promise.all([
      this.#records('legal_setting'),
      this.#records('staff'),
      this.#records('operation'),
    ]);
    this.#settings = settings;
    const me = this.#app.status.person?.id;
    this.#me = staff.find(({ fields }) => fields['person'] === me)?.fields ?? {};
    this.#supervisors = staff.filter(({ fields }) => fields['role'] === 'supervisor' && !fields['left_on']).map(nameOf);
    this.#operation = operations.find(({ stream }) => stream === homeOf(form.stream))?.fields ?? {};
    const agency = this.#me['agency'];
    const held = typeof agency === 'string' ? await this.#app.core.record(agency) : null;
    this.#agency = typeof held?.fields['name'] === 'string' ? held.fields['name'] : '';
    await this.#loadDecision(form);
    this.#loaded = true;
  }

  /** A decision speaks of the record as the supervisor saw it: one about an older change does not count. */
  async #loadDecision(form: WarningForm): Promise<void> {
    if (form.base === null) return;
    const { rows } = await this.#app.core.list({ types: ['decision'], where: { about: form.base.record }, newest_first: true });
    for (const row of rows) {
      const held = await this.#app.core.record(row.record);
      if (held?.fields['about_change'] === form.base.last_change) {
        this.#decision = textOf(held.fields['kind']);
        this.#comment = held.fields;
        return;
      }
    }
  }

  async #askMarks(given: Marks, vehicle: unknown): Promise<void> {
    const plate = typeof vehicle === 'string' ? plateOf((await this.#app.core.record(vehicle))?.fields) : null;
    this.#sergeantFirst = await this.#app.core.sergeant_first({ ...given, ...(plate === null ? {} : { plate }) });
  }

  async #records(type: string): Promise<readonly (LegalSetting & { readonly stream: string })[]> {
    const { rows } = await this.#app.core.list({ types: [type] });
    const views = await Promise.all(rows.map((row: Summary) => this.#app.core.record(row.record, row.stream)));
    return views.flatMap((view) => (view === null ? [] : [{ record: view.record, stream: view.stream, fields: view.fields }]));
  }
}

interface Marks {
  readonly name?: string;
  readonly birth_year?: number;
  readonly alias?: string;
}

function marksOf(values: Readonly<Record<string, unknown>>): Marks {
  const birth = values['birth'] as Fields | undefined;
  const date = birth?.['date'];
  return {
    ...(typeof values['name'] === 'string' ? { name: values['name'] } : {}),
    ...(typeof date === 'string' && date !== '' ? { birth_year: Number(date.slice(0, 4)) } : {}),
    ...(typeof values['alias'] === 'string' ? { alias: values['alias'] } : {}),
  };
}

function nameOf({ fields }: { readonly fields: Fields; readonly record: Id }): string {
  return typeof fields['name'] === 'string' ? fields['name'] : '';
}
