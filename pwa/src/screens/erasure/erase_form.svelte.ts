/** An erasure in the making: what goes, what is said again, why; kept as a draft until the server has done it. */
import type { Erasable, ErasableChange, Erasure, Fields, Problem } from '../../api/core';
import { textOf } from '../../forms/reading';
import type { FormScope } from '../../forms/scope';
import type { Names } from '../../lib/conditions';
import type { Declared, RecordDeclared } from '../../records/declaration';
import { CASE_NUMBER } from '../../records/erasure/reasons';
import { setOf } from '../../records/set_of';
import type { App } from '../../state/core.svelte';
import { DraftForm, type DraftHead } from '../../state/drafts.svelte';
import { t } from './texts';

/** Of drafts of this kind; no type of record has this name. */
export const ERASURE = 'erasure';
/** What is typed before anything is destroyed. */
export const CONFIRM = 'ERASE';

/** Neither typed nor guessed: drawn, computed, or links that keep their meaning only where they were made. */
const NOT_SAID_AGAIN: ReadonlySet<string> = new Set(['polygons', 'position', 'strokes', 'file', 'hashes', 'record', 'records', 'person']);

export class EraseForm implements FormScope {
  readonly draft: DraftForm;
  /** Typed anew each time, so that no draft can be sent off by one tap. */
  confirmed = $state('');
  problems = $state.raw<readonly Problem[]>([]);
  readonly #shown: () => Erasable | null;
  readonly #type: () => RecordDeclared | null;

  constructor(app: App, head: Omit<DraftHead, 'type' | 'stream' | 'title'>, first: readonly string[], shown: () => Erasable | null, type: () => RecordDeclared | null) {
    this.draft = new DraftForm(app, { ...head, type: ERASURE, stream: null, title: t.erasureNotDone }, { chosen: first, reason: null, case_number: '', again: {} });
    this.#shown = shown;
    this.#type = type;
  }

  get chosen(): readonly string[] {
    return this.draft.values['chosen'] as readonly string[];
  }

  /** What said again stands in the form of a record's text. */
  get fields(): Names {
    return this.draft.values['again'] as Names;
  }

  readonly context: Names = {};

  get stream(): string {
    return this.#shown()?.stream ?? '';
  }

  /** Changes that still have words. */
  get whole(): readonly ErasableChange[] {
    return (this.#shown()?.changes ?? []).filter((each) => !each.erased);
  }

  get count(): number {
    return this.whole.filter((each) => this.chosen.includes(each.hash)).length;
  }

  get isAll(): boolean {
    return this.whole.length > 0 && this.count === this.whole.length;
  }

  /** Fields of the record that the chosen changes wrote. */
  get touched(): readonly Declared[] {
    const names = new Set(this.whole.filter((each) => this.chosen.includes(each.hash)).flatMap((each) => Object.keys(each.set).map((key) => key.split('/')[0])));
    return (this.#type()?.fields ?? []).filter((field) => names.has(field.name) && field.name !== 'voided' && !NOT_SAID_AGAIN.has(field.kind));
  }

  problem(path: string): string | undefined {
    return this.problems.find((each) => each.path === path)?.words;
  }

  /** From a record's history comes the id of a change; here its hash names it, which every change has. */
  name(change: string): void {
    const found = this.whole.find((each) => each.change === change);
    if (found !== undefined && this.chosen.includes(change)) this.draft.values['chosen'] = this.chosen.map((each) => (each === change ? found.hash : each));
  }

  toggle(hash: string): void {
    this.draft.values['chosen'] = this.chosen.includes(hash) ? this.chosen.filter((each) => each !== hash) : [...this.chosen, hash];
  }

  toggleAll(): void {
    this.draft.values['chosen'] = this.isAll ? [] : this.whole.map((each) => each.hash);
  }

  write(name: string, value: unknown): void {
    this.draft.values['again'] = { ...this.fields, [name]: value };
  }

  /** What is asked of the server, or null and every problem. */
  asked(record: string): Erasure | null {
    const reason = this.draft.values['reason'] as string | null;
    const number = textOf(this.draft.values['case_number']).trim();
    this.problems = [
      ...(this.count === 0 ? [{ code: 'field_required', path: 'what', words: t.chooseWhatIsToBe }] : []),
      ...(reason === null ? [{ code: 'field_required', path: 'reason', words: t.sayWhy }] : []),
      ...(number !== '' && !CASE_NUMBER.test(number) ? [{ code: 'text_wrong', path: 'case_number', words: t.upTo40LettersDigits }] : []),
      ...(this.confirmed.trim() === CONFIRM ? [] : [{ code: 'field_required', path: 'confirm', words: t.typeToGoOnOf(CONFIRM) }]),
    ];
    if (this.problems.length > 0 || reason === null) return null;
    const changes = this.whole.filter((each) => this.chosen.includes(each.hash)).map((each) => each.hash);
    return { record, changes, reason, case_number: number === '' ? null : number, restate: this.#again() };
  }

  /** Only fields that are being erased: what was typed for another choice does not come along. */
  #again(): Fields {
    return setOf(this.touched, {}, $state.snapshot(this.fields));
  }
}
