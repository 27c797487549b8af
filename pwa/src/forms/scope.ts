/** What a field needs to know about the form that it stands in. */
import { evaluate, type Names } from '../lib/conditions';
import type { Choice, Declared } from '../records/declaration';

export interface FormScope {
  /** All values of the record; conditions on a part see the part's siblings laid over them. */
  readonly fields: Names;
  /** `today`, `now`, `role`, `constable`. */
  readonly context: Names;
  readonly stream: string;
  /** The phone's position is put into its place by itself. */
  readonly stamped?: boolean;
  /** Words of the problem at a path such as `set/age/view`. */
  problem(path: string): string | undefined;
}

/** Kinds that no form asks for in words: drawn, computed or carried by their own screens. */
const NOT_TYPED: ReadonlySet<string> = new Set(['polygons', 'position', 'strokes', 'file', 'hashes']);
/** Filled in by the app itself. */
const FILLED_IN: ReadonlySet<string> = new Set(['reference', 'voided', 'patrol', 'submitted', 'checked_by', 'checked_at', 'asked_by']);

/** Whether the form asks for the field now. A kept value of a hidden field stays. */
export function isAsked(field: Declared, seen: Names, scope: FormScope): boolean {
  if (NOT_TYPED.has(field.kind) || FILLED_IN.has(field.name)) return false;
  if (field.writers !== undefined && !field.writers.some((role) => role === scope.context['role'])) return false;
  return field.shown_when === undefined || evaluate(field.shown_when, seen, scope.context);
}

/** Whether it is needed as things stand; said beside its label. */
export function isNeeded(field: Declared, seen: Names, scope: FormScope): boolean {
  if (field.required === true) return true;
  return field.required_when !== undefined && evaluate(field.required_when, seen, scope.context);
}

/** Choices that are offered as things stand. */
export function choicesOf(field: Declared, seen: Names, scope: FormScope): readonly Choice[] {
  return (field.choices ?? []).filter(
    (choice) => choice.shown_when === undefined || evaluate(choice.shown_when, seen, scope.context),
  );
}

export interface Section {
  readonly title: string;
  readonly fields: readonly Declared[];
}

/** Fields under their headings, in the order of their declaration; a section with nothing to ask is left out. */
export function sectionsOf(declared: readonly Declared[], scope: FormScope): readonly Section[] {
  const sections = new Map<string, Declared[]>();
  for (const field of declared) {
    if (!isAsked(field, scope.fields, scope)) continue;
    const title = field.section ?? '';
    sections.set(title, [...(sections.get(title) ?? []), field]);
  }
  return [...sections].map(([title, fields]) => ({ title, fields }));
}

/** The label of a path, for the summary of problems: `set/age/how_known` → "Age: How known". */
export function labelAt(declared: readonly Declared[], path: string): string {
  const [, name, ...rest] = path.split('/');
  const field = declared.find((each) => each.name === name);
  if (field === undefined) return '';
  const part = rest.map((word) => field.parts?.find((each) => each.name === word)).find((each) => each !== undefined);
  return part === undefined ? field.label : `${field.label}: ${part.label}`;
}
