/** What lists and search need of a record, small enough to hold for every record at once. Pure. */

import type { FieldValue, Fields, RecordView, Summary } from '../api/core';
import { wordsOf } from '../lib/folding';
import { normalisedPlate } from '../lib/plates';
import type { Definitions, FieldShape, TypeShape } from './definitions';
import { isObject } from './texts';

/** A summary with what search compares; kept sealed in buckets. */
export interface Indexed {
  readonly summary: Summary;
  /** Folded words that may find it, each once. */
  readonly words: readonly string[];
  /** Normalised plates. */
  readonly plates: readonly string[];
}

/** Words kept per record: enough for a description, not for a long report. */
const WORDS_MAX = 80;

/** Long or bulky kinds that no list, state or link needs. */
const LEFT_OUT: ReadonlySet<string> = new Set(['long_text', 'strokes', 'polygons', 'file']);

/** Kinds whose text search compares. */
const READ_KINDS: ReadonlySet<string> = new Set(['text', 'long_text', 'texts', 'place', 'telephone']);

/**
 * Fields that hold a name or a reference. Of people supported nothing else finds them (SCREENS
 * section 5): never a plate, a description or what they said.
 */
export const NAME_FIELDS: ReadonlySet<string> = new Set(['reference', 'name_used', 'names_used', 'name_or_alias']);

/** Fields that name what a record is about: found by these it comes first, and by their sound. */
const NAMING: readonly string[] = ['reference', 'name', 'other_names', 'name_used', 'names_used', 'name_or_alias', 'address'];

/** The names and references of a record, as they are written. */
export function namesOf({ fields }: Summary): readonly string[] {
  return NAMING.flatMap((name) => fields[name] as readonly string[] | string | null | undefined ?? []).filter((each) => typeof each === 'string');
}

/** A type that stands in `care/` or speaks of those who do. */
export function isCare(type: TypeShape | undefined): boolean {
  return type?.home === 'care' || type?.name === 'referral_work' || type?.name === 'casenote';
}

/** The record in brief. */
export function indexed(view: RecordView, definitions: Definitions): Indexed {
  const type = definitions.get(view.type);
  const shapes = new Map(type?.fields.map((field) => [field.name, field]));
  const texts: string[] = [];
  const plates: string[] = [];
  for (const [name, value] of Object.entries(view.fields)) {
    if (isCare(type) && !NAME_FIELDS.has(name)) continue;
    collect(shapes.get(name), value, texts, plates);
  }
  return {
    summary: summaryOf(view, shapes),
    words: [...new Set(texts.flatMap(wordsOf))].slice(0, WORDS_MAX),
    plates: [...new Set(plates)],
  };
}

function summaryOf(view: RecordView, shapes: ReadonlyMap<string, FieldShape>): Summary {
  return {
    record: view.record,
    type: view.type,
    stream: view.stream,
    created_at: view.created.at,
    changed_at: view.changed.at,
    author: view.created.author,
    fields: brief(view.fields, shapes),
    clashing: view.clashes.map((clash) => clash.field),
    flags: [...new Set(view.flags.map((flag) => flag.code))],
    late: view.late.length,
    last_change: view.last_change,
    mark: view.mark,
    own: view.own,
  };
}

/** Whether a field is filled matters to states even where its words are left out: it then reads true. */
function brief(fields: Fields, shapes: ReadonlyMap<string, FieldShape>): Fields {
  const kept: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    const shape = shapes.get(name);
    if (shape !== undefined && LEFT_OUT.has(shape.kind)) kept[name] = true;
    else if (shape?.kind === 'group' && isObject(value)) kept[name] = brief(value, partsOf(shape));
    else kept[name] = value;
  }
  return kept;
}

function partsOf(shape: FieldShape): ReadonlyMap<string, FieldShape> {
  return new Map(shape.parts?.map((part) => [part.name, part]));
}

function collect(shape: FieldShape | undefined, value: FieldValue, texts: string[], plates: string[]): void {
  if (shape === undefined) return;
  if (Array.isArray(value)) {
    for (const each of value as readonly unknown[]) collect(shape, each, texts, plates);
  } else if (typeof value === 'string') {
    if (shape.kind === 'plate') plates.push(normalisedPlate(value));
    if (READ_KINDS.has(shape.kind)) texts.push(value);
  } else if (isObject(value)) {
    collectParts(shape, value, texts, plates);
  }
}

function collectParts(shape: FieldShape, value: Fields, texts: string[], plates: string[]): void {
  if (shape.kind === 'place') {
    for (const part of [value['street'], value['words']]) if (typeof part === 'string') texts.push(part);
    return;
  }
  const parts = partsOf(shape);
  const held = shape.kind === 'entries' && isObject(value['value']) ? value['value'] : value;
  for (const [name, part] of Object.entries(held)) collect(parts.get(name), part, texts, plates);
}
