/** A warning in the making: its values, what it lacks, whether it waits, and the two ways of saving it. */
import type { FieldValue, Fields, Id, Intent, Outcome, RecordView, Saved } from '../../api/core';
import type { Declared } from '../../records/declaration';
import { setOf } from '../../records/set_of';
import { ageToday, type AgeToday } from '../../records/warning/age';
import { authorityToday } from '../../records/warning/authority';
import { isFilled, isShown, lacksOf, waitsFor, type Context, type Lack } from '../../records/warning/completeness';
import { consequenceText, settingsPrinted } from '../../records/warning/copy';
import { addDays, addMonths } from '../../records/warning/dates';
import { gateOf, type Gate } from '../../records/warning/gate';
import { LEGAL_KEYS, numberOn } from '../../records/warning/legal';
import { pageOf, type PageKey } from '../../records/warning/pages';
import { PERSON } from '../../records/person.gen';
import { recipientFields } from '../../records/warning/recipient';
import { WARNING } from '../../records/warning.gen';
import { present } from '../../state/clock.svelte';
import type { App } from '../../state/core.svelte';
import { DraftForm } from '../../state/drafts.svelte';
import { CurrentPatrol } from '../../state/patrol.svelte';
import { href } from '../../routes';
import { dateOf, momentOf } from '../../ui/time';
import { Surroundings } from './surroundings.svelte';
import { t } from './texts';

/** Pages whose fields a decision does not cover: the copy and the giving follow it. */
// eslint-disable-next-line lantern/no-literal-text -- Names of sections, as the declaration has them.
const AFTER_DECISION: ReadonlySet<string> = new Set(['Their copy', 'Give it', 'Afterwards']);
/** Fields of the page *Check* that the phone fills in while it is saved. */
const FILLED_IN: ReadonlySet<string> = new Set([
  'consequence_text', 'legal_settings', 'language_shown', 'submitted', 'asked_at', 'reply_promised_by',
]);
/** Names of the fields that a decision speaks about. */
const COVERED: ReadonlySet<string> = new Set(
  WARNING.fields
    .filter((field) => !AFTER_DECISION.has(field.section ?? '') && !FILLED_IN.has(field.name))
    .map((field) => field.name),
);

/** Kept in the draft beside the fields. */
const BEFORE = '$before';
const BASE = '$base';

export class WarningForm {
  readonly draft: DraftForm;
  readonly around: Surroundings;
  readonly base: RecordView | null;
  readonly #app: App;
  readonly #patrol: CurrentPatrol;

  /** base: the saved record that this goes on with; null for a new one. Made while a component starts. */
  constructor(app: App, draft: Id, base: RecordView | null) {
    this.#app = app;
    this.base = base;
    const stream = base?.stream ?? `op/${app.operations[0] ?? ''}`;
    const head = { draft, type: 'warning', record: base?.record ?? null, stream };
    const title = typeof base?.fields['reference'] === 'string' ? t.warningOf2(base.fields['reference']) : t.warning;
    const start = base === null ? START : { ...base.fields, [BEFORE]: base.fields, [BASE]: base.last_change };
    this.draft = new DraftForm(app, { ...head, title, route: href('warning_page', { draft, page: 'who' }) }, start);
    this.around = new Surroundings(app, this);
    this.#patrol = new CurrentPatrol(app);
    $effect(() => this.#workOut());
  }

  get values(): Record<string, unknown> {
    return this.draft.values;
  }

  get today(): string {
    return dateOf(present.now);
  }

  get stream(): string {
    return this.draft.head.stream ?? '';
  }

  get context(): Context {
    return {
      today: this.today,
      now: momentOf(present.now),
      role: this.#app.role,
      decision: this.altered ? null : this.around.decision,
      sergeant_first: this.around.sergeantFirst,
      beyond_default: this.#beyondDefault(),
    };
  }

  get age(): AgeToday {
    const minimum = numberOn(this.around.settings, LEGAL_KEYS.age_minimum, this.today);
    return ageToday(groupOf(this.values['birth']), this.today, minimum);
  }

  /** All that keeps it from being given, the copy included. */
  readonly lacks: readonly Lack[] = $derived.by(() => {
    const values = { ...this.values, ...this.#printed(), given: this.values['given'] ?? AS_IF_GIVEN };
    return lacksOf(WARNING.fields, WARNING.rules, values, this.context);
  });

  /** What keeps it from being asked about or given, without the copy and the giving. */
  get lacksBefore(): readonly Lack[] {
    return this.lacks.filter((lack) => !AFTER_DECISION.has(lack.section));
  }

  lacksOn(page: PageKey): readonly Lack[] {
    return this.lacks.filter((lack) => pageOf(lack.section) === page && !(page === 'give'));
  }

  get waits(): readonly { readonly code: string; readonly words: string; readonly field: string }[] {
    return waitsFor(WARNING.rules, this.values, this.context);
  }

  get gate(): Gate {
    return gateOf({
      lacks: this.lacksBefore,
      waits: this.waits.length,
      decision: this.around.decision,
      submitted: Boolean(this.base?.fields['submitted']),
      given: Boolean(this.base?.fields['given']),
      altered: this.altered,
    });
  }

  /** What the author saw when the draft began: a pull in between does not change what an edit means. */
  get before(): Fields {
    return groupOf(this.values[BEFORE]);
  }

  /** Something that a decision covers differs from what was saved. */
  readonly altered: boolean = $derived.by(() => {
    if (this.base === null) return true;
    const keys = Object.keys(setOf(WARNING.fields, this.before, this.values));
    return keys.some((key) => COVERED.has(key.split('/')[0] ?? ''));
  });

  field(name: string): Declared {
    const found = WARNING.fields.find((field) => field.name === name);
    if (found === undefined) throw new Error(`warning has no field ${name}`);
    return found;
  }

  shows(name: string): boolean {
    return isShown(this.field(name), this.values, this.context);
  }

  /** The sentence that stops it here, once there is an answer to stop at; missing answers are page *Check*'s. */
  stop(name: string): string | null {
    const lack = this.lacks.find((each) => each.path === name && each.kind !== 'missing');
    return lack !== undefined && (lack.kind === 'reason' || this.values[name] != null) ? lack.words : null;
  }

  /** `set/birth/date` → "Born". */
  labelOf(path: string): string {
    return WARNING.fields.find((field) => field.name === nameIn(path))?.label ?? '';
  }

  sectionOf(path: string): string {
    return WARNING.fields.find((field) => field.name === nameIn(path))?.section ?? '';
  }

  lay(values: Fields): void {
    Object.assign(this.values, values);
  }

  /** *Ask now*: final as far as the law asks, without a copy; waits for a named supervisor. */
  async ask(): Promise<Outcome<readonly Saved[]>> {
    const now = momentOf(new Date());
    return this.#save({ submitted: now, asked_at: now });
  }

  /** Saved as it stands, so that the paper carries its reference; nothing is final by that. */
  async saveUnfinished(): Promise<Outcome<readonly Saved[]>> {
    return this.#save({});
  }

  /** Given: the facts of giving, with the words of law that were printed. */
  async give(given: Fields, strokes: FieldValue): Promise<Outcome<readonly Saved[]>> {
    const submitted = this.values['submitted'] ?? momentOf(new Date());
    const signed = given['signature'] === 'signed' ? { signature_strokes: strokes } : {};
    return this.#save({ submitted, given, ...signed, ...this.#printed(), language_shown: 'en' });
  }

  /** One transaction: the recipient too, when this phone knew nobody of that name yet. */
  async #save(laid: Fields): Promise<Outcome<readonly Saved[]>> {
    const values = this.#answered({ ...($state.snapshot(this.values) as Fields), ...laid });
    const made = this.base === null && !isFilled(values['recipient']) ? crypto.randomUUID() : null;
    const on = this.base === null ? (this.#patrol.current?.record ?? null) : null;
    const more = { ...(made === null ? {} : { recipient: made }), ...(on === null ? {} : { patrol: on }) };
    const set = setOf(WARNING.fields, this.before, { ...values, ...more });
    const { draft, record } = this.draft.head;
    const base = this.values[BASE];
    const warning: Intent = { type: 'warning', record, stream: this.stream, set, draft, ...(typeof base === 'string' ? { base } : {}) };
    const outcome = await this.#app.core.save_all(made === null ? [warning] : [this.#recipient(values, made), warning]);
    if (outcome.ok) this.draft.settled();
    return outcome;
  }

  #recipient(values: Fields, id: Id): Intent {
    return { type: 'person', record: null, new_record: id, stream: this.stream, set: setOf(PERSON.fields, {}, recipientFields(values)) };
  }

  /** Answers to questions that are no longer asked are not new answers: what stood before stays. */
  #answered(values: Fields): Fields {
    const context = this.context;
    const hidden = WARNING.fields.filter((field) => !isShown(field, values, context)).map((field) => field.name);
    return { ...values, ...Object.fromEntries(hidden.map((name) => [name, this.before[name]])) };
  }

  #printed(): Fields {
    const { settings } = this.around;
    return {
      consequence_text: consequenceText(this.values, settings, this.today),
      legal_settings: settingsPrinted(settings, this.today),
    };
  }

  #beyondDefault(): string | null {
    const months =
      this.around.operationMonths ?? numberOn(this.around.settings, LEGAL_KEYS.months_default, this.today);
    const begins = this.values['begins'];
    const from = typeof begins === 'string' && begins !== '' ? begins : this.today;
    return months === null ? null : addDays(addMonths(from, months), 1);
  }

  /** What follows from other answers is worked out, never asked: the age, and the issuer's authority. */
  #workOut(): void {
    if (!this.draft.ready) return;
    const { sixteen_or_over } = this.age;
    if (sixteen_or_over !== null) this.draft.workedOut({ sixteen_or_over });
    const authority = authorityToday(this.around.authorities, this.today);
    if (authority !== null && this.base === null) this.draft.workedOut(authority as unknown as Fields);
  }
}

/** One recipient, one person, is what nearly every warning is about; the page shows it and lets it be changed. */
const START: Fields = { recipient_kind: 'individual' };

/** Giving as it would be, so that the rules about the copy speak before it happens. */
const AS_IF_GIVEN: Fields = { at: '-', by: '-', how: 'handed', understood: 'said_yes', signature: 'refused' };

function nameIn(path: string): string {
  return path.replace(/^set\//, '').split('/')[0] ?? '';
}

function groupOf(value: FieldValue): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
