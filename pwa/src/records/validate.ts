/**
 * What can be said about a change or a record from its definition alone.
 *
 * Twin of `sync/checks.py`: same codes, same paths, held to it by `tests/vectors/records/`. The phone
 * judges before it saves, so that nothing is refused later which could have been mended on the spot.
 */
import type { Problem } from '../api/core';
import { evaluate, holds, type Names } from '../lib/conditions';
import type { Declared, RecordDeclared, RuleDeclared, StateDeclared } from './declaration';
import { isListKind, LIST_LIMIT, problem, problemsOfEdit, problemsOfValue } from './values';

const ELEMENT = /^[a-z0-9-]{1,36}$/;
const REMOVED: Declared = { name: 'removed', kind: 'boolean', label: 'Taken away' };

/** The author's role; the local date for fields that cannot lie ahead. */
export interface Author {
  readonly role: string;
  readonly today?: string;
}

/** Everything that is wrong with a change's `set` (PROTOCOL section 5), or nothing. */
export function problemsOfChange(type: RecordDeclared, op: 'create' | 'set', values: Names, author: Author): Problem[] {
  const found = [...permissions(type, op, values, author.role)];
  for (const [key, value] of Object.entries(values)) found.push(...problemsOfKey(type, key, value, author.today));
  found.push(...crowded(type, values));
  if (op === 'create' && found.length === 0) {
    // Without today: what was right on the day it was written is not refused when it arrives later.
    found.push(...incomplete(type, fieldsOf(type, values), { role: author.role }));
  }
  return found;
}

/** Paths of what a record still needs, when it counts as final: `age`, `conditions/k1/text`. */
export function missingForFinal(type: RecordDeclared, fields: Names, context: Names = {}): string[] {
  if (holds(fields['voided'])) return [];
  if (type.final !== null && !evaluate(type.final, fields, context)) return [];
  return [...missing(type.fields, fields, fields, context, '')];
}

/** The first state whose condition holds. */
export function stateOf(type: RecordDeclared, fields: Names, context: Names = {}): StateDeclared | null {
  return type.states.find((each) => evaluate(each.when, fields, context)) ?? null;
}

/** Rules that stand in the way: hard ones, those for a sergeant, those without their reason. */
export function brokenRules(type: RecordDeclared, fields: Names, context: Names = {}): RuleDeclared[] {
  return type.rules.filter((rule) => {
    const reasoned = rule.reason_field !== undefined && holds(fields[rule.reason_field]);
    return !reasoned && evaluate(rule.when, fields, context);
  });
}

/** What a `create` alone makes of a record: lists from additions, elements from their keys. */
export function fieldsOf(type: RecordDeclared, values: Names): Names {
  const fields: Record<string, unknown> = {};
  const elements = new Map<string, Map<string, Record<string, unknown>>>();
  for (const [key, value] of Object.entries(values)) {
    const [name, element, part] = splitKey(key);
    const declared = type.fields.find((each) => each.name === name);
    if (element !== '' && declared !== undefined) {
      const kind = declared.parts?.find((each) => each.name === part)?.kind;
      const ofField = elements.get(name) ?? new Map<string, Record<string, unknown>>();
      elements.set(name, ofField.set(element, { ...ofField.get(element), element, [part]: held(kind, value) }));
    } else if (holds(value)) {
      fields[key] = held(declared?.kind, value);
    }
  }
  for (const [name, ofField] of elements) {
    fields[name] = [...ofField.values()].filter((each) => each['removed'] !== true).sort(byElement);
  }
  return fields;
}

function held(kind: Declared['kind'] | undefined, value: unknown): unknown {
  if (kind === undefined || !isObject(value) || !Array.isArray(value['add'])) return value;
  const added: readonly unknown[] = value['add'];
  if (isListKind(kind)) return added.toSorted();
  return kind === 'entries' ? added.map((each, index) => ({ id: String(index), value: each })) : value;
}

function* permissions(type: RecordDeclared, op: string, values: Names, role: string): Generator<Problem> {
  const usual: readonly string[] = op === 'create' ? [...type.writers, ...type.creators] : type.writers;
  if (op === 'create' && !type.creators.some((each) => each === role)) {
    yield problem('create_not_permitted');
    return;
  }
  for (const key of Object.keys(values)) {
    const declared = type.fields.find((each) => each.name === splitKey(key)[0]);
    const writers: readonly string[] = declared?.writers ?? usual;
    if (!writers.includes(role)) yield problem('not_permitted', `set/${key}`);
  }
}

function* problemsOfKey(type: RecordDeclared, key: string, value: unknown, today?: string): Generator<Problem> {
  const [name, element, part] = splitKey(key);
  const declared = type.fields.find((each) => each.name === name);
  const path = `set/${key}`;
  if (declared === undefined) return;
  if (declared.kind === 'repeated') {
    yield* problemsOfElement(declared, element, part, value, path, today);
  } else if (key.includes('/')) {
    yield problem('type_wrong', path, { expected: 'the whole field as one value' });
  } else if (isListKind(declared.kind) || declared.kind === 'entries') {
    yield* problemsOfEdit(declared, value, path, today);
  } else {
    yield* problemsOfValue(declared, value, path, today);
  }
}

function* problemsOfElement(
  declared: Declared,
  element: string,
  name: string,
  value: unknown,
  path: string,
  today?: string,
): Generator<Problem> {
  if (!ELEMENT.test(element) || name === '') {
    yield problem('element_malformed', path);
    return;
  }
  const part = [...(declared.parts ?? []), REMOVED].find((each) => each.name === name);
  if (part === undefined) return;
  if (isListKind(part.kind)) yield* problemsOfEdit(part, value, path, today);
  else yield* problemsOfValue(part, value, path, today);
}

function* crowded(type: RecordDeclared, values: Names): Generator<Problem> {
  for (const declared of type.fields.filter((each) => each.kind === 'repeated')) {
    const keys = Object.keys(values).map(splitKey).filter(([name, element]) => name === declared.name && element !== '');
    const limit = declared.limit ?? LIST_LIMIT;
    if (new Set(keys.map(([, element]) => element)).size > limit) {
      yield problem('list_too_long', `set/${declared.name}`, { limit });
    }
  }
}

function* incomplete(type: RecordDeclared, fields: Names, context: Names): Generator<Problem> {
  if (type.final !== null && !evaluate(type.final, fields, context)) return;
  for (const path of missingForFinal(type, fields, context)) yield problem('field_required', `set/${path}`);
  for (const rule of brokenRules(type, fields, context)) {
    if (rule.strength === 'hard') yield problem('rule_broken', `set/${rule.field}`, { words: rule.words });
  }
}

/** `own`: the values of these fields; `seen`: all that conditions see. */
function* missing(
  declared: readonly Declared[],
  own: Names,
  seen: Names,
  context: Names,
  before: string,
): Generator<string> {
  for (const field of declared) {
    const value = own[field.name];
    const path = `${before}${field.name}`;
    if (!holds(value)) {
      if (isNeeded(field, seen, context)) yield path;
    } else if (field.kind === 'group' && isObject(value)) {
      yield* missing(field.parts ?? [], value, { ...seen, ...value }, context, `${path}/`);
    } else if (field.kind === 'repeated' || field.kind === 'entries') {
      yield* missingInList(field, value, seen, context, path);
    }
  }
}

function* missingInList(
  field: Declared,
  value: unknown,
  seen: Names,
  context: Names,
  path: string,
): Generator<string> {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  for (const [index, each] of list.entries()) {
    const element = isObject(each) ? each : {};
    const inner = field.kind === 'entries' ? element['value'] : element;
    const own = isObject(inner) ? inner : {};
    const name = field.kind === 'entries' ? String(index) : String(element['element']);
    yield* missing(field.parts ?? [], own, { ...seen, ...own }, context, `${path}/${name}/`);
  }
}

function isNeeded(field: Declared, fields: Names, context: Names): boolean {
  if (field.shown_when !== undefined && !evaluate(field.shown_when, fields, context)) return false;
  if (field.required === true) return true;
  return field.required_when !== undefined && evaluate(field.required_when, fields, context);
}

/** `conditions/k1/to` → its three parts; the last two are empty where there are none. */
function splitKey(key: string): readonly [name: string, element: string, part: string] {
  const [name = '', element = '', ...rest] = key.split('/');
  return [name, element, rest.join('/')];
}

function byElement(one: Names, other: Names): number {
  return String(one['element']) < String(other['element']) ? -1 : 1;
}

function isObject(value: unknown): value is Names {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
