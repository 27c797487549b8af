/**
 * What a change has to say so that a record reads `after` instead of `before` (PROTOCOL section 5).
 *
 * Screens hold values in the form of a record's text; a change holds additions and removals for lists,
 * one key per part of a repeated element, and null for what was cleared.
 */
import type { FieldValue, Fields } from '../api/core';
import type { FieldShape } from './declaration';

/** An element of a repeated field: its id and the parts that hold something. */
export type Element = Readonly<Record<string, FieldValue>> & { readonly element: string };

const LIST_KINDS: ReadonlySet<string> = new Set(['choices', 'texts', 'records', 'hashes']);

/** Only what differs; empty when nothing does. A field that is not declared is left alone. */
export function setOf(declared: readonly FieldShape[], before: Fields, after: Fields): Record<string, FieldValue> {
  const set: Record<string, FieldValue> = {};
  for (const field of declared) {
    if (field.kind === 'repeated') repeatedInto(set, field, before[field.name], after[field.name]);
    else valueInto(set, field.name, field.kind, before[field.name], after[field.name]);
  }
  return set;
}

function valueInto(
  set: Record<string, FieldValue>,
  path: string,
  kind: string,
  before: FieldValue,
  after: FieldValue,
): void {
  if (LIST_KINDS.has(kind)) {
    const [held, wanted] = [listOf(before), listOf(after)];
    const add = wanted.filter((value) => !held.includes(value));
    const remove = held.filter((value) => !wanted.includes(value));
    if (add.length + remove.length > 0) set[path] = { add, remove };
    return;
  }
  if (kind === 'entries') {
    const add = listOf(after).filter((value) => !isEntry(value));
    if (add.length > 0) set[path] = { add, remove: [] };
    return;
  }
  const [held, wanted] = [plain(before), plain(after)];
  if (JSON.stringify(held) !== JSON.stringify(wanted)) set[path] = wanted;
}

function repeatedInto(
  set: Record<string, FieldValue>,
  field: FieldShape,
  before: FieldValue,
  after: FieldValue,
): void {
  const [held, wanted] = [elementsOf(before), elementsOf(after)];
  for (const [id, element] of wanted) {
    for (const part of field.parts ?? []) {
      const path = `${field.name}/${id}/${part.name}`;
      valueInto(set, path, part.kind, held.get(id)?.[part.name], element[part.name]);
    }
  }
  for (const id of held.keys()) if (!wanted.has(id)) set[`${field.name}/${id}/removed`] = true;
}

/** Empty text, an empty list and an object that holds nothing are all "nothing". */
function plain(value: FieldValue): FieldValue {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.length === 0 ? null : value;
  const kept = Object.entries(value)
    .filter(([, part]) => plain(part) !== null)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

function listOf(value: FieldValue): readonly FieldValue[] {
  return Array.isArray(value) ? value : [];
}

function elementsOf(value: FieldValue): ReadonlyMap<string, Element> {
  return new Map(listOf(value).filter(isElement).map((element) => [element.element, element]));
}

function isElement(value: FieldValue): value is Element {
  return typeof value === 'object' && value !== null && 'element' in value && typeof value.element === 'string';
}

function isEntry(value: FieldValue): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && 'value' in value;
}
