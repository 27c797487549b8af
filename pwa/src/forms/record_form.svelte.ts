/** A record in the making by its definition: values, draft, problems, and the change that they amount to. */
import type { Fields, Id, Intent, Problem, RecordView, Saved } from '../api/core';
import type { Names } from '../lib/conditions';
import type { RecordDeclared } from '../records/declaration';
import { isStamped } from '../records/stamped';
import { setOf } from '../records/set_of';
import { fieldsOf, missingForFinal, problemsOfChange } from '../records/validate';
import { problem } from '../records/values';
import { present } from '../state/clock.svelte';
import type { App } from '../state/core.svelte';
import { DraftForm } from '../state/drafts.svelte';
import { dateOf, momentOf } from '../ui/time';
import type { FormScope } from './scope';

/** What the author saw when the draft began; kept in the draft, beside the fields. */
const BEFORE = '$before';
const BASE = '$base';

export interface RecordFormHead {
  readonly draft: Id;
  readonly stream: string;
  readonly route: string;
  readonly title: string;
}

export class RecordForm implements FormScope {
  readonly type: RecordDeclared;
  readonly draft: DraftForm;
  readonly #app: App;
  readonly #context: () => Names;
  #problems = $state.raw<readonly Problem[]>([]);
  #saving = $state(false);

  /**
   * view: the record that this goes on with; initial: what the app fills in for a new one; context: more names for
   * conditions (`constable`). Made while a component starts.
   */
  constructor(
    app: App,
    type: RecordDeclared,
    head: RecordFormHead,
    view: RecordView | null,
    initial: Fields = {},
    context: () => Names = () => ({}),
  ) {
    this.#app = app;
    this.#context = context;
    this.type = type;
    const start = view === null ? initial : { ...view.fields, [BEFORE]: view.fields, [BASE]: view.last_change };
    this.draft = new DraftForm(app, { ...head, type: type.name, record: view?.record ?? null }, start);
  }

  get fields(): Names {
    return this.draft.values;
  }

  get stream(): string {
    return this.draft.head.stream ?? '';
  }

  get stamped(): boolean {
    return this.draft.head.record === null && isStamped(this.type.name, this.draft.values, present.now.getTime());
  }

  get context(): Names {
    return { today: dateOf(present.now), now: momentOf(present.now), role: this.#app.role, ...this.#context() };
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get saving(): boolean {
    return this.#saving;
  }

  write(name: string, value: unknown): void {
    this.draft.values[name] = value;
  }

  /** Puts problems on screen that a save of several records brought. */
  show(problems: readonly Problem[]): void {
    this.#problems = problems;
  }

  problem(path: string): string | undefined {
    return this.#problems.find((each) => each.path === path || each.path.startsWith(`${path}/add/`))?.words;
  }

  /** Only what the author altered, in the form of a change. */
  set(): Fields {
    const values = $state.snapshot(this.draft.values) as Fields;
    return setOf(this.type.fields, (values[BEFORE] ?? {}) as Fields, values);
  }

  /** Every problem at once: of the values, and with `whole` of what is still missing. */
  check(extra: Fields = {}, whole = true): readonly Problem[] {
    const op = this.draft.head.record === null ? 'create' : 'set';
    const set = { ...this.set(), ...extra };
    const found = problemsOfChange(this.type, op, set, { role: this.#app.role ?? '', today: dateOf(present.now) });
    const values = { ...($state.snapshot(this.draft.values) as Fields), ...fieldsOf(this.type, extra) };
    const missing = whole ? missingForFinal(this.type, values, this.context) : [];
    for (const path of missing) {
      if (!found.some((each) => each.path === `set/${path}`)) found.push(problem('field_required', `set/${path}`));
    }
    this.#problems = found;
    return found;
  }

  /**
   * Saves it, the draft settled in the same transaction; null and `problems` when something stands in the way.
   *
   * extra: fields that the app fills in with this save. whole: nothing that is needed may be missing.
   */
  async save(extra: Fields = {}, whole = true): Promise<Saved | null> {
    if (this.#saving || this.check(extra, whole).length > 0) return null;
    this.#saving = true;
    const outcome = await this.#app.core.save(this.#intent(extra));
    this.#saving = false;
    if (!outcome.ok) {
      this.#problems = outcome.problems;
      return null;
    }
    this.draft.settled();
    return outcome.value;
  }

  #intent(extra: Fields): Intent {
    const { draft, record } = this.draft.head;
    const intent = { type: this.type.name, record, stream: this.stream, set: { ...this.set(), ...extra }, draft };
    const base = this.draft.values[BASE];
    return typeof base === 'string' ? { ...intent, base } : intent;
  }
}
