/** A second record that is written on the same pages as a first: its values live in the first one's draft. */
import type { Fields, Id, Intent, Problem } from '../api/core';
import type { Names } from '../lib/conditions';
import type { Declared, RecordDeclared } from '../records/declaration';
import { setOf } from '../records/set_of';
import { missingForFinal, problemsOfChange } from '../records/validate';
import { problem } from '../records/values';
import type { RecordForm } from './record_form.svelte';
import { groupOf, textOf } from './reading';
import { labelAt, type FormScope } from './scope';

export class Beside implements FormScope {
  readonly type: RecordDeclared;
  readonly stream: string;
  readonly #form: RecordForm;
  readonly #key: string;
  #problems = $state.raw<readonly Problem[]>([]);

  /** name: under which the values stand in the draft, and the first part of their paths: `reporter/name`. */
  constructor(form: RecordForm, type: RecordDeclared, name: string, stream: string) {
    this.#form = form;
    this.type = type;
    this.#key = name;
    this.stream = stream;
  }

  get fields(): Names {
    return groupOf(this.#form.fields[`$${this.#key}`]);
  }

  get context(): Names {
    return this.#form.context;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  write(name: string, value: unknown): void {
    this.#form.write(`$${this.#key}`, { ...this.fields, [name]: value });
  }

  path(field: Declared): string {
    return `${this.#key}/${field.name}`;
  }

  problem(path: string): string | undefined {
    return this.#problems.find((each) => each.path === path || each.path.startsWith(`${path}/add/`))?.words;
  }

  labelAt(path: string): string {
    return path.startsWith(`${this.#key}/`) ? labelAt(this.type.fields, path) : '';
  }

  /** Every problem at once, with the record's own first part in each path. extra: what the app fills in. */
  check(extra: Fields = {}): readonly Problem[] {
    const values = { ...this.#values(), ...extra };
    const author = { role: textOf(this.context['role']), today: textOf(this.context['today']) };
    const found = problemsOfChange(this.type, 'create', setOf(this.type.fields, {}, values), author);
    for (const path of missingForFinal(this.type, values, this.context)) {
      if (!found.some((each) => each.path === `set/${path}`)) found.push(problem('field_required', `set/${path}`));
    }
    this.#problems = found.map((each) => ({ ...each, path: each.path.replace(/^set\//, `${this.#key}/`) }));
    return this.#problems;
  }

  /** The change that makes it. extra: fields in the form of a record's text. */
  intent(extra: Fields = {}, id?: Id): Intent {
    const set = setOf(this.type.fields, {}, { ...this.#values(), ...extra });
    return { type: this.type.name, record: null, stream: this.stream, set, ...(id === undefined ? {} : { new_record: id }) };
  }

  #values(): Fields {
    return $state.snapshot(this.fields);
  }
}
