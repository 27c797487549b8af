/**
 * What a warning still lacks, page by page, and the sentence that stops it.
 *
 * Everything comes from the type's declaration: required fields, when they are shown, and the rules of
 * law and local policy. Nothing here knows a field by name.
 */
import type { FieldValue, Fields } from '../../api/core';
import { evaluate } from '../../lib/conditions';
import type { Declared, RuleDeclared } from '../declaration';
import { t } from './texts';

/** Values of the names with a dollar, without it: `{ today: '2026-11-22', sergeant_first: true }`. */
export type Context = Readonly<Record<string, FieldValue>>;

export interface Lack {
  /** `missing` wants an answer, `hard` cannot stand, `reason` wants typed words. */
  readonly kind: 'missing' | 'hard' | 'reason';
  readonly field: string;
  /** `birth`, `conditions/k1/to`: where the officer is sent. */
  readonly path: string;
  readonly section: string;
  readonly label: string;
  readonly words: string;
}

/** Everything that keeps the record from being final, in the order of the form; one line per place. */
export function lacksOf(
  fields: readonly Declared[],
  rules: readonly RuleDeclared[],
  values: Fields,
  context: Context,
): readonly Lack[] {
  const lacks = new Map<string, Lack>();
  for (const field of fields) for (const lack of missingOf(field, values, context)) lacks.set(lack.path, lack);
  for (const rule of rules) {
    const lack = lackOfRule(rule, fields, values, context);
    // The rule's sentence says more than "needs an answer"; a part that is missing says more than its rule.
    if (lack !== null && !lacks.has(`${lack.path}/`)) lacks.set(lack.path, lack);
  }
  const order = new Map(fields.map((field, index) => [field.name, index]));
  return [...lacks.values()].sort((one, other) => (order.get(one.field) ?? 0) - (order.get(other.field) ?? 0));
}

/** Rules that make it wait for a sergeant, with their sentences. */
export function waitsFor(
  rules: readonly RuleDeclared[],
  values: Fields,
  context: Context,
): readonly RuleDeclared[] {
  return rules.filter((rule) => rule.strength === 'sergeant' && evaluate(rule.when, values, context));
}

/** Whether a field is asked at all. */
export function isShown(field: Declared, values: Fields, context: Context): boolean {
  return !field.shown_when || evaluate(field.shown_when, values, context);
}

/** Not null, not empty text, not an empty list, and for a group at least one part that holds something. */
export function isFilled(value: FieldValue): boolean {
  if (value === undefined || value === null || value === '') return false;
  if (typeof value !== 'object') return true;
  return (Array.isArray(value) ? value : Object.values(value)).some((part) => isFilled(part));
}

function missingOf(field: Declared, values: Fields, context: Context): readonly Lack[] {
  if (!isShown(field, values, context)) return [];
  const value = values[field.name];
  const needed = isNeeded(field, values, context);
  if (!isFilled(value)) return needed ? [missing(field, field.name, field.label)] : [];
  if (field.kind === 'group') return partsMissing(field, field.name, value, values, context);
  if (field.kind !== 'repeated' || !Array.isArray(value)) return [];
  return value.flatMap((element: FieldValue) =>
    partsMissing(field, `${field.name}/${elementId(element)}`, element, values, context),
  );
}

/** Parts see their siblings laid over the record's fields, as the declarations say. */
function partsMissing(
  field: Declared,
  path: string,
  held: FieldValue,
  values: Fields,
  context: Context,
): readonly Lack[] {
  const own = isObject(held) ? held : {};
  const seen = { ...values, ...own };
  return (field.parts ?? [])
    .filter((part) => isShown(part, seen, context) && isNeeded(part, seen, context) && !isFilled(own[part.name]))
    .map((part) => missing(field, `${path}/${part.name}`, part.label));
}

function lackOfRule(
  rule: RuleDeclared,
  fields: readonly Declared[],
  values: Fields,
  context: Context,
): Lack | null {
  if (rule.strength === 'sergeant' || !evaluate(rule.when, values, context)) return null;
  const name = rule.strength === 'reason' ? (rule.reason_field ?? rule.field) : rule.field;
  if (rule.strength === 'reason' && isFilled(values[name])) return null;
  const field = fields.find((each) => each.name === name);
  return {
    kind: rule.strength,
    field: name,
    path: name,
    section: field?.section ?? '',
    label: field?.label ?? name,
    words: rule.words,
  };
}

function missing(field: Declared, path: string, label: string): Lack {
  const words = t.thisNeedsAnAnswer;
  return { kind: 'missing', field: field.name, path, section: field.section ?? '', label, words };
}

function isNeeded(field: Declared, values: Fields, context: Context): boolean {
  if (field.required === true) return true;
  return field.required_when !== undefined && evaluate(field.required_when, values, context);
}

function isObject(value: FieldValue): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function elementId(element: FieldValue): string {
  return isObject(element) && typeof element['element'] === 'string' ? element['element'] : '';
}
