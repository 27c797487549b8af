/**
 * What the phone shows: the server's text of a record with this phone's own changes laid over it.
 *
 * The phone does not merge. Clashes are the server's to find; here a pending change simply says what
 * it says, until a pull passes it. Twin of `sync/overlay.py`, held to it by `tests/vectors/overlay.json`.
 */

import type { FieldValue, Fields } from '../api/core';
import { type ChangeText, isObject } from './texts';

/** Kind of a field by its name; undefined for a field that this build does not know. */
export type KindOf = (field: string) => string | undefined;

/** What the overlay reads of a change. */
export type Laid = Pick<ChangeText, 'id' | 'author' | 'set' | 'at'>;

const LIST_KINDS: ReadonlySet<string> = new Set(['choices', 'texts', 'records', 'hashes']);

/** The fields with the changes laid over them, in the order of the changes. Pure. */
export function overlaid(base: Fields, changes: readonly Laid[], kindOf: KindOf): Fields {
  const fields: Record<string, FieldValue> = { ...base };
  for (const change of changes) {
    for (const [key, value] of Object.entries(change.set)) lay(fields, key, value, change, kindOf);
  }
  return fields;
}

function lay(fields: Record<string, FieldValue>, key: string, value: FieldValue, change: Laid, kindOf: KindOf): void {
  const [field = key, element, part] = key.split('/');
  if (element !== undefined && part !== undefined) {
    put(fields, field, withPart(fields[field], element, part, value));
    return;
  }
  const kind = kindOf(field);
  if (kind === 'entries' && isListEdit(value)) {
    put(fields, field, withEntries(fields[field], value.add, change));
  } else if (kind !== undefined && LIST_KINDS.has(kind) && isListEdit(value)) {
    put(fields, field, withEdit(fields[field], value));
  } else {
    put(fields, field, value);
  }
}

/** A record's text leaves out what holds nothing. */
function put(fields: Record<string, FieldValue>, field: string, value: FieldValue): void {
  const empty = value === null || (Array.isArray(value) && value.length === 0);
  if (empty) Reflect.deleteProperty(fields, field);
  else fields[field] = value;
}

interface ListEdit {
  readonly add: readonly FieldValue[];
  readonly remove: readonly FieldValue[];
}

function isListEdit(value: FieldValue): value is ListEdit {
  return isObject(value) && Array.isArray(value['add']) && Array.isArray(value['remove']);
}

function withEdit(held: FieldValue, edit: ListEdit): readonly FieldValue[] {
  const kept = listOf(held).filter((value) => !edit.remove.includes(value));
  const added = edit.add.filter((value, at) => !kept.includes(value) && edit.add.indexOf(value) === at);
  return [...kept, ...added].sort(byCodePoint);
}

function withEntries(held: FieldValue, added: readonly FieldValue[], change: Laid): readonly FieldValue[] {
  const entries = added.map((value, index) => ({
    id: `${change.id}/${index}`,
    author: change.author,
    at: change.at.wall,
    value,
  }));
  return [...listOf(held), ...entries];
}

function withPart(held: FieldValue, element: string, part: string, value: FieldValue): readonly FieldValue[] {
  const elements = listOf(held).filter(isObject);
  if (part === 'removed') {
    return value === true ? elements.filter((each) => each['element'] !== element) : elements;
  }
  const known = elements.some((each) => each['element'] === element);
  const all = known ? elements : [...elements, { element }];
  return all.map((each) => {
    if (each['element'] !== element) return each;
    const others = Object.entries(each).filter(([name]) => name !== part);
    // A part that is a list (`conditions/k1/days`) changes by additions and removals like any other.
    const laid = isListEdit(value) ? withEdit(each[part], value) : value;
    return Object.fromEntries(laid === null ? others : [...others, [part, laid]]);
  });
}

function listOf(value: FieldValue): readonly FieldValue[] {
  return Array.isArray(value) ? value : [];
}

/** Python sorts texts by code point; JavaScript's default order is by UTF-16 unit. */
function byCodePoint(one: FieldValue, other: FieldValue): number {
  const [left, right] = [Array.from(String(one)), Array.from(String(other))];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
