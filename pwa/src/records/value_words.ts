/** A field's value as words: what a person reads on a record page, a clash card or in the history. */
import type { FieldValue, Fields, Id } from '../api/core';
import { labelOf } from '../ui/choice';
import { day, when } from '../ui/time';
import type { Declared } from './declaration';

/** What stands behind ids, and the present for "yesterday". */
export interface Lookups {
  readonly personOf: (person: Id) => string;
  readonly agencyOf: (agency: Id) => string;
  readonly recordOf: (record: Id) => string;
  readonly now: Date;
}

/** Null and absent are *not asked*, never a choice. Parts of a group stand in one line, elements on lines of their own. */
export function valueWords(field: Declared, value: FieldValue, look: Lookups): string {
  if (isNothing(value)) {
    return 'not asked';
  }
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? listWords(field, value, look) : objectWords(field, value as Fields, look);
  }
  return plainWords(field, value, look);
}

function plainWords(field: Declared, value: FieldValue, look: Lookups): string {
  const text = String(value);
  switch (field.kind) {
    case 'boolean':
      return value === true ? 'Yes' : 'No';
    case 'choice':
      return labelOf(field.choices ?? [], value);
    case 'date':
      return day(text, look.now);
    case 'moment':
      return when(text, look.now);
    case 'record':
      return look.recordOf(text);
    case 'person':
      return look.personOf(text);
    case 'agency':
      return look.agencyOf(text);
    default:
      return text;
  }
}

function listWords(field: Declared, values: readonly FieldValue[], look: Lookups): string {
  switch (field.kind) {
    case 'choices':
      return values.map((value) => labelOf(field.choices ?? [], value)).join(', ');
    case 'records':
      return values.map((value) => look.recordOf(String(value))).join(', ');
    case 'entries':
      return values.map((entry) => partsWords(field, entryValue(entry), look)).join('\n');
    case 'repeated':
      return values.map((element) => partsWords(field, element as Fields, look)).join('\n');
    case 'strokes':
      return 'Signed on the screen';
    case 'hashes':
      return `${String(values.length)} marks`;
    case 'polygons':
      return values.length === 1 ? '1 area' : `${String(values.length)} areas`;
    default:
      return values.map(String).join(', ');
  }
}

function objectWords(field: Declared, value: Fields, look: Lookups): string {
  switch (field.kind) {
    case 'place':
      return [value['street'], value['words']].filter((each) => !isNothing(each)).map(String).join(', ');
    case 'position':
      return `taken to about ${String(value['accuracy_metres'])} m`;
    case 'file':
      return 'Photograph';
    default:
      return partsWords(field, value, look);
  }
}

/** `Age: Could be under 18 · How known: Guess from appearance`; a part with the group's own label stands without it. */
function partsWords(field: Declared, values: Fields, look: Lookups): string {
  const parts = (field.parts ?? []).filter((part) => !isNothing(values[part.name]));
  const said = parts.map((part) => {
    const words = valueWords(part, values[part.name], look);
    return part.label === field.label ? words : `${part.label}: ${words}`;
  });
  return said.length === 0 ? 'not asked' : said.join(' · ');
}

function entryValue(entry: FieldValue): Fields {
  const held = entry as { readonly value?: FieldValue };
  return typeof held.value === 'object' && held.value !== null ? (held.value as Fields) : {};
}

function isNothing(value: FieldValue): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
