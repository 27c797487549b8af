/**
 * Whether one value has the form of its field's kind (PROTOCOL section 5). No other field is asked.
 *
 * Twin of `sync/values.py`: same codes, same paths, held to it by `tests/vectors/records/`.
 */
import type { Problem } from '../api/core';
import type { Declared, Kind } from './declaration';
import { FILE_BYTES_MAX, FILE_TYPES } from './index.gen';
import { WORDS } from './problems.gen';

export const LIST_LIMIT = 100;
const TEXT_LIMIT = 200;
const LONG_TEXT_LIMIT = 4000;
const YEARS = { first: 1900, last: 2200 };
/** Micro-degrees; metres. */
const EARTH = { latitude: 90_000_000, longitude: 180_000_000, accuracy: 40_000_000 };
const STROKES_BYTES_MAX = 60_000;
const POINTS_MAX = 4000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;
const PLATE_CHARACTERS_MAX = 15;
const PLATE = /^[A-Z0-9?* ]+$/;
const TELEPHONE = /^\+?[0-9 ()-]{3,30}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d[+-](0\d|1[0-4]):[0-5]\d$/;
const SURROGATE = /\p{Surrogate}/u;

const LIST_KINDS: ReadonlySet<Kind> = new Set<Kind>(['choices', 'texts', 'records', 'hashes']);

/** A kind that a change edits by additions and removals. */
export function isListKind(kind: Kind): boolean {
  return LIST_KINDS.has(kind);
}

type Found = Generator<Problem, void>;
type Check = (field: Declared, value: unknown, path: string) => Found;
type Values = Readonly<Record<string, unknown>>;

/** A problem of the catalogue, its words filled from `detail`. */
export function problem(code: string, path = '', detail: Readonly<Record<string, string | number>> = {}): Problem {
  const words = (WORDS[code] ?? code).replace(/\{(\w+)\}/g, (_all, name: string) => String(detail[name] ?? ''));
  return { code, path, words };
}

/** What is wrong with a whole value, as a record's text holds it. Null clears and is right everywhere. */
export function* problemsOfValue(field: Declared, value: unknown, path: string, today?: string): Found {
  if (value === null || value === undefined) return;
  if (isListKind(field.kind) || field.kind === 'entries') {
    yield* listProblems(field, value, path, today);
  } else if (field.kind === 'group') {
    yield* problemsOfParts(field, value, path, today);
  } else {
    yield* CHECKS[field.kind]?.(field, value, path) ?? [];
    const ahead = typeof value === 'string' && today !== undefined && value.slice(0, 10) > today;
    if (field.never_future === true && ahead) yield problem('date_in_future', path);
  }
}

/** What is wrong with `{"add": [...], "remove": [...]}`. What is removed may be no longer offered. */
export function* problemsOfEdit(field: Declared, value: unknown, path: string, today?: string): Found {
  if (value === null) return;
  const shaped = isObject(value) && Object.keys(value).sort().join() === 'add,remove';
  if (!shaped || !Array.isArray(value['add']) || !Array.isArray(value['remove'])) {
    yield problem('type_wrong', path, { expected: 'an object with the lists add and remove' });
    return;
  }
  yield* listProblems(field, value['add'], `${path}/add`, today);
  const limit = field.limit ?? LIST_LIMIT;
  if (value['remove'].length > limit) yield problem('list_too_long', `${path}/remove`, { limit });
}

function* problemsOfParts(field: Declared, value: unknown, path: string, today?: string): Found {
  if (!isObject(value)) {
    yield problem('type_wrong', path, { expected: 'an object' });
    return;
  }
  for (const part of field.parts ?? []) {
    yield* problemsOfValue(part, value[part.name], `${path}/${part.name}`, today);
  }
}

function* listProblems(field: Declared, value: unknown, path: string, today?: string): Found {
  if (!Array.isArray(value)) {
    yield problem('type_wrong', path, { expected: 'a list' });
    return;
  }
  const limit = field.limit ?? LIST_LIMIT;
  if (value.length > limit) yield problem('list_too_long', path, { limit });
  for (const [index, element] of value.slice(0, limit).entries()) {
    const place = `${path}/${index}`;
    if (field.kind === 'entries') yield* problemsOfParts(field, element, place, today);
    else yield* ELEMENTS[field.kind]?.(field, element, place) ?? [];
  }
}

const text: Check = (field, value, path) =>
  words(value, path, field.limit ?? (field.kind === 'long_text' ? LONG_TEXT_LIMIT : TEXT_LIMIT));

function* words(value: unknown, path: string, limit: number): Found {
  if (typeof value !== 'string') yield problem('type_wrong', path, { expected: 'a text' });
  else if (SURROGATE.test(value)) yield problem('lone_surrogate', path);
  else if (Array.from(value).length > limit) yield problem('text_too_long', path, { limit });
}

function* plate(field: Declared, value: unknown, path: string): Found {
  if (typeof value === 'string' && Array.from(value).length > PLATE_CHARACTERS_MAX) yield problem('text_too_long', path, { limit: PLATE_CHARACTERS_MAX });
  else yield* matching(PLATE, 'plate_malformed')(field, value, path);
}

function* integer(field: Declared, value: unknown, path: string): Found {
  const minimum = field.minimum ?? -Number.MAX_SAFE_INTEGER;
  const limit = field.limit ?? Number.MAX_SAFE_INTEGER;
  if (!isWhole(value)) yield problem('type_wrong', path, { expected: 'a whole number' });
  else if (value < minimum || value > limit) yield problem('number_out_of_range', path, { minimum, limit });
}

function* boolean(_field: Declared, value: unknown, path: string): Found {
  if (typeof value !== 'boolean') yield problem('type_wrong', path, { expected: 'true or false' });
}

function* choice(field: Declared, value: unknown, path: string): Found {
  if (typeof value !== 'string') yield problem('type_wrong', path, { expected: 'a text' });
  else if (!field.choices?.some((each) => each.value === value)) yield problem('choice_unknown', path);
}

/** A text that has to read like `example` and be possible. */
function dated(example: string, possible: (value: string) => boolean): Check {
  return function* (_field, value, path) {
    if (typeof value !== 'string') yield problem('type_wrong', path, { expected: example });
    else if (!possible(value)) yield problem('date_impossible', path);
  };
}

const moment = dated('a moment like 2026-11-22T22:05:00+00:00', (value) => MOMENT.test(value) && dayExists(value.slice(0, 10)));

function dayExists(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const real = new Date(Date.UTC(year, month - 1, date));
  return year >= YEARS.first && year <= YEARS.last && real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
}

function* place(field: Declared, value: unknown, path: string): Found {
  if (!isObject(value)) {
    yield problem('type_wrong', path, { expected: 'an object with street, words or position' });
    return;
  }
  if (isSet(value['street'])) yield* words(value['street'], `${path}/street`, TEXT_LIMIT);
  if (isSet(value['words'])) yield* words(value['words'], `${path}/words`, 500);
  if (isSet(value['position'])) yield* position(field, value['position'], `${path}/position`);
}

function* position(_field: Declared, value: unknown, path: string): Found {
  const { latitude, longitude, accuracy_metres: accuracy } = isObject(value) ? value : {};
  if (!isWhole(latitude) || !isWhole(longitude) || !isWhole(accuracy)) {
    yield problem('type_wrong', path, { expected: 'latitude, longitude and accuracy_metres, whole numbers' });
  } else if (!isOnEarth([longitude, latitude])) {
    yield problem('position_off_earth', path);
  } else if (accuracy < 0 || accuracy > EARTH.accuracy) {
    yield problem('number_out_of_range', `${path}/accuracy_metres`, { minimum: 0, limit: EARTH.accuracy });
  } else if (isObject(value)) {
    yield* origin(value, path);
  }
}

/** How a position came about; older apps do not say. */
function* origin({ source, at, moved_metres: moved }: Values, path: string): Found {
  if (isSet(source) && source !== 'phone' && source !== 'map') yield problem('choice_unknown', `${path}/source`);
  if (isSet(at)) yield* moment({ name: 'at', kind: 'moment', label: '' }, at, `${path}/at`);
  if (!isSet(moved)) return;
  if (!isWhole(moved)) yield problem('type_wrong', `${path}/moved_metres`, { expected: 'a whole number' });
  else if (moved < 0 || moved > EARTH.accuracy) yield problem('number_out_of_range', `${path}/moved_metres`, { minimum: 0, limit: EARTH.accuracy });
}

function isOnEarth([longitude = 0, latitude = 0]: readonly number[]): boolean {
  return Math.abs(longitude) <= EARTH.longitude && Math.abs(latitude) <= EARTH.latitude;
}

/** The points of a list of lists of points of `width` whole numbers; null when it is not that. */
function pointsOf(lists: unknown, width: number): readonly (readonly number[])[] | null {
  if (!Array.isArray(lists) || !lists.every((each) => Array.isArray(each))) return null;
  const points: readonly unknown[] = lists.flat(1);
  const isPoint = (each: unknown): each is readonly number[] =>
    Array.isArray(each) && each.length === width && each.every(isWhole);
  return points.every(isPoint) ? points : null;
}

function* polygons(_field: Declared, value: unknown, path: string): Found {
  const rings = Array.isArray(value) ? value.map((polygon) => pointsOf(polygon, 2)) : [null];
  const points = rings.every((each) => each !== null) ? rings.flat(1) : null;
  if (points === null) yield problem('type_wrong', path, { expected: 'polygons of rings of [longitude, latitude]' });
  else if (points.length > POINTS_MAX) yield problem('list_too_long', path, { limit: POINTS_MAX });
  else if (!points.every(isOnEarth)) yield problem('position_off_earth', path);
}

function* strokes(_field: Declared, value: unknown, path: string): Found {
  if (pointsOf(value, 3) === null) yield problem('type_wrong', path, { expected: 'strokes of [x, y, ms]' });
  else if (JSON.stringify(value).length > STROKES_BYTES_MAX) yield problem('strokes_too_large', path);
}

function* file(_field: Declared, value: unknown, path: string): Found {
  const { sha256, bytes, mime } = isObject(value) ? value : {};
  const hashed = typeof sha256 === 'string' && HASH.test(sha256);
  if (!hashed || typeof mime !== 'string' || !isWhole(bytes)) {
    yield problem('type_wrong', path, { expected: 'sha256, bytes and mime of a file' });
  } else if (bytes < 1) {
    yield problem('file_empty', path);
  } else if (bytes > FILE_BYTES_MAX) {
    yield problem('file_too_large', path, { megabytes: FILE_BYTES_MAX / 1_000_000 });
  } else if (!FILE_TYPES.includes(mime)) {
    yield problem('file_type_wrong', path);
  }
}

function matching(pattern: RegExp, code: string, also = ''): Check {
  return function* (_field, value, path) {
    if (typeof value !== 'string') yield problem('type_wrong', path, { expected: 'a text' });
    else if (!pattern.test(value) && (also === '' || value !== also)) yield problem(code, path);
  };
}

const CHECKS: Readonly<Partial<Record<Kind, Check>>> = {
  text,
  long_text: text,
  integer,
  boolean,
  choice,
  date: dated('a date like 2026-11-22', (value) => DATE.test(value) && dayExists(value)),
  time: dated('a time like 22:05', (value) => TIME.test(value)),
  moment,
  place,
  position,
  polygons,
  record: matching(UUID, 'id_malformed'),
  person: matching(UUID, 'id_malformed', 'system'),
  agency: matching(UUID, 'id_malformed'),
  plate,
  telephone: matching(TELEPHONE, 'telephone_malformed'),
  strokes,
  file,
};

const ELEMENTS: Readonly<Partial<Record<Kind, Check>>> = {
  choices: choice,
  texts: (_field, value, path) => words(value, path, TEXT_LIMIT),
  records: matching(UUID, 'id_malformed'),
  hashes: matching(HASH, 'hash_malformed'),
};

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
