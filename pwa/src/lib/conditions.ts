/**
 * Conditions over a record's fields, as data that Python and TypeScript evaluate alike.
 *
 * Twin of `sync/conditions.py`, whose docstring is the reference for the forms and the names with a
 * dollar; `tests/vectors/conditions.json` holds both to the same answers.
 */

/** A condition in its JSON form; one with no word that is known is false. */
export interface Condition {
  readonly field?: string;
  readonly is?: unknown;
  readonly in?: readonly unknown[];
  readonly has?: unknown;
  readonly has_any?: readonly unknown[];
  readonly filled?: boolean;
  readonly before?: unknown;
  readonly from?: unknown;
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
}

/** Values by name: a record's fields, or the context names without their dollar. */
export type Names = Readonly<Record<string, unknown>>;

/** Whether `condition` is true of a record. Total: what is missing is null. */
export function evaluate(condition: Condition, fields: Names, context: Names = {}): boolean {
  if (condition.all) return condition.all.every((part) => evaluate(part, fields, context));
  if (condition.any) return condition.any.some((part) => evaluate(part, fields, context));
  if (condition.not) return !evaluate(condition.not, fields, context);
  return compare(condition, fields, context);
}

/** Not null, not empty text, list or object. False holds. */
export function holds(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function compare(condition: Condition, fields: Names, context: Names): boolean {
  const held = valueAt(condition.field ?? '', fields, context);
  const word = WORDS.find(([name]) => name in condition);
  return word?.[1](held, operand(condition[word[0]], fields, context)) ?? false;
}

type Word = 'is' | 'in' | 'has' | 'has_any' | 'filled' | 'before' | 'from';

const WORDS: readonly (readonly [Word, (held: unknown, value: unknown) => boolean])[] = [
  ['is', same],
  ['in', (held, values) => listOf(values).some((value) => same(held, value))],
  ['has', (held, value) => listOf(held).some((each) => same(each, value))],
  ['has_any', (held, values) => listOf(values).some((value) => listOf(held).some((each) => same(each, value)))],
  ['filled', (held, wanted) => holds(held) === wanted],
  ['before', (held, limit) => typeof held === 'string' && typeof limit === 'string' && held < limit],
  ['from', (held, limit) => typeof held === 'string' && typeof limit === 'string' && held >= limit],
];

function same(held: unknown, value: unknown): boolean {
  return (held ?? null) === (value ?? null);
}

function operand(value: unknown, fields: Names, context: Names): unknown {
  if (Array.isArray(value)) return value.map((each) => operand(each, fields, context));
  if (isObject(value)) return typeof value['field'] === 'string' ? valueAt(value['field'], fields, context) : null;
  return typeof value === 'string' && value.startsWith('$') ? context[value.slice(1)] : value;
}

function valueAt(path: string, fields: Names, context: Names): unknown {
  if (path.startsWith('$')) return context[path.slice(1)];
  let held: unknown = fields;
  for (const part of path.split('.')) {
    if (!isObject(held) || !Object.hasOwn(held, part)) return null;
    held = held[part];
  }
  return held;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Names {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
