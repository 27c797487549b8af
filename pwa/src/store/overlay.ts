/**
 * What the phone shows: the server's text of a record with this phone's own changes laid over it.
 *
 * The phone does not merge. Clashes are the server's to find; here a pending change simply says what
 * it says, until a pull passes it. Twin of `sync/overlay.py`, held to it by `tests/vectors/overlay.json`.
 */

import type { FieldValue, Fields } from '../api/core';
import { type ChangeText, isObject } from './texts';

/** Kind of a field, or of a part of a repeated one; undefined for what this build does not know. */
export type KindOf = (field: string, part?: string) => string | undefined;

/** What the overlay reads of a change. */
export type Laid = Pick<ChangeText, 'id' | 'author' | 'set'> & { readonly at: { readonly wall: string } };

const LIST_KINDS: ReadonlySet<string> = new Set(['choices', 'texts', 'records', 'hashes']);

/**
 * The fields with the changes laid over them, in the order of the changes. Pure.
 *
 * removed: `field/element` of elements that were taken away before: writing to one does not bring it back.
 */
export function overlaid(base: Fields, changes: readonly Laid[], kindOf: KindOf, removed: Iterable<string> = []): Fields {
  const fields: Record<string, FieldValue> = { ...base };
  const gone = new Set(removed);
  for (const change of changes) {
    for (const [key, value] of Object.entries(change.set)) {
      lay(fields, key, value, change, kindOf);
      if (!key.endsWith('/removed')) continue;
      const element = key.slice(0, -'/removed'.length);
      if (value === true) gone.add(element);
      else gone.delete(element);
    }
  }
  for (const name of new Set(Array.from(gone, (each) => each.split('/', 1)[0] ?? ''))) {
    if (!Array.isArray(fields[name])) continue;
    fields[name] = listOf(fields[name]).filter((row) => !isObject(row) || !gone.has(`${name}/${String(row['element'])}`));
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function lay(fields: Record<string, FieldValue>, key: string, value: FieldValue, change: Laid, kindOf: KindOf): void {
  const [field = key, element, part] = key.split('/');
  if (element === undefined || part === undefined) {
    fields[field] = laid(kindOf(field), fields[field], value, change);
    return;
  }
  const rows = listOf(fields[field]).filter(isObject);
  const row = rows.find((each) => each['element'] === element);
  const after: Record<string, FieldValue> = { element, ...row };
  if (part !== 'removed') after[part] = laid(kindOf(field, part), after[part], value, change);
  const whole = Object.fromEntries(Object.entries(after).filter(([, each]) => each !== null));
  fields[field] = row === undefined ? [...rows, whole] : rows.map((each) => (each === row ? whole : each));
}

function laid(kind: string | undefined, held: FieldValue, value: FieldValue, change: Laid): FieldValue {
  if (kind === undefined || !isListEdit(value)) return value;
  if (LIST_KINDS.has(kind)) return withEdit(held, value);
  return kind === 'entries' ? withEntries(held, value.add, change) : value;
}

/** A record's text leaves out what holds nothing. */
function isEmpty(value: FieldValue): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
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
