/**
 * Is this inside the area and the hours of a warning in force (G3)?
 *
 * What a phone in the street answers from its own copy alone. It says where and when, never what somebody did:
 * being inside is no offence and gives no power to stop, and an exception that a warning prints (home, work,
 * court ...) is listed and never judged, since nobody's reason for being there is known.
 * Twin: `sync/exclusion.py`; both answer `tests/vectors/exclusion.json`.
 */
import { borderMetres, contains, type Point, type Polygon } from '../../lib/geometry';
import { hoursAnswer, wall, type Window } from './hours';

/** No phone knows better where it is, whatever it says (DOMAIN 4b). */
const ACCURACY_METRES_MIN = 5;

/** For a position that does not tell its accuracy (DOMAIN 4b). */
const ACCURACY_METRES_UNKNOWN = 50;

/** Of several conditions the first of these speaks: being inside any of them is being inside. */
const WEIGHT = ['inside_now', 'too_close', 'not_answered', 'outside_hours', 'outside_area', 'not_begun', 'ended', 'no_warning'] as const;

export type AnswerWord = (typeof WEIGHT)[number];
export type AreaSaid = 'inside' | 'outside' | 'unsure';
export type HoursSaid = 'inside' | 'outside';

type Values = Readonly<Record<string, unknown>>;

/** What is known of the place and the hours; what the officer says stands before what is worked out. */
export interface Here {
  /** [longitude, latitude], micro-degrees; left out when refused or not there. */
  readonly position?: Point;
  /** Left out: the phone does not tell. */
  readonly accuracy_metres?: number;
  /** As the officer named it. */
  readonly street?: string;
  readonly said_area?: AreaSaid;
  readonly said_hours?: HoursSaid;
}

export interface Answer {
  readonly answer: AnswerWord;
  /** Null where no area was asked for. */
  readonly by: 'position' | 'street' | 'said' | 'everywhere' | null;
  /** From the area's border, where that was measured. */
  readonly metres: number | null;
  /** Kinds that are allowed all the same, of every condition that gave this answer, each once. */
  readonly exceptions: readonly string[];
}

interface Area {
  readonly answer: AreaSaid | 'not_known';
  readonly by: Answer['by'];
  readonly metres?: number;
}

/**
 * The answer for one warning. zones: fields of the zones that this copy holds, by record id; one that lacks makes
 * the area not known. moment: ISO 8601 with its offset.
 */
export function exclusion(warning: Values, zones: Readonly<Record<string, Values>>, here: Here, moment: string): Answer {
  const nothing = { by: null, metres: null, exceptions: [] };
  if (!filled(warning['given']) || filled(warning['voided'])) return { answer: 'no_warning', ...nothing };
  if (ENDINGS.some((each) => filled(warning[each]))) return { answer: 'ended', ...nothing };
  const conditions = valuesOf(warning['conditions']);
  const answers = (conditions.length === 0 ? [{}] : conditions).map((each) => answerOf(each, warning, zones, here, moment));
  const word = WEIGHT.find((each) => answers.some(({ answer }) => answer === each)) ?? 'no_warning';
  const told = answers.filter(({ answer }) => answer === word);
  return { answer: word, by: told[0]?.by ?? null, metres: told[0]?.metres ?? null, exceptions: [...new Set(told.flatMap((each) => each.exceptions))] };
}

const ENDINGS = ['withdrawn', 'replaced', 'given_in_error'] as const;

/**
 * When a condition holds: its own dates, and never longer than the warning's. A warning that does not say when it
 * begins begins on the day on which it was given.
 */
export function windowOf(condition: Values, warning: Values): Window {
  const given = text((warning['given'] as Values | undefined)?.['at']);
  const begins = [text(condition['from']), text(warning['begins']) ?? (given === null ? null : wall(given).date)];
  const ends = [text(condition['to']), text(warning['ends'])];
  return {
    days: texts(condition['days']),
    from_hour: text(condition['from_hour']),
    to_hour: text(condition['to_hour']),
    begins: begins.filter((each) => each !== null).sort().at(-1) ?? null,
    ends: ends.filter((each) => each !== null).sort()[0] ?? null,
  };
}

/** Dates first: outside of them nothing else counts. Then the hours, then the area. */
function answerOf(condition: Values, warning: Values, zones: Readonly<Record<string, Values>>, here: Here, moment: string): Answer {
  const exceptions = texts(condition['exceptions']);
  const hours = hoursAnswer(windowOf(condition, warning), moment);
  if (hours === 'not_begun' || hours === 'ended') return { answer: hours, by: null, metres: null, exceptions };
  if ((here.said_hours ?? hours) !== 'inside') return { answer: 'outside_hours', by: null, metres: null, exceptions };
  const area = areaOf(condition, zones, here);
  return { answer: WORDS[area.answer], by: area.by, metres: area.metres ?? null, exceptions };
}

const WORDS = { inside: 'inside_now', outside: 'outside_area', unsure: 'too_close', not_known: 'not_answered' } as const;

const NOT_KNOWN: Area = { answer: 'not_known', by: null };

function areaOf(condition: Values, zones: Readonly<Record<string, Values>>, here: Here): Area {
  if (here.said_area !== undefined) return { answer: here.said_area, by: 'said' };
  const wanted = texts(condition['zones']);
  if (wanted.length === 0 && text(condition['area_words']) === null) return { answer: 'inside', by: 'everywhere' };
  const held = wanted.map((each) => zones[each]).filter((zone) => zone !== undefined);
  const drawn = held.filter((zone) => polygonsOf(zone).length > 0);
  if (here.position !== undefined && drawn.length > 0) {
    const found = byPosition(held.flatMap(polygonsOf), here.position, here.accuracy_metres);
    if (drawn.length === wanted.length || found.answer === 'inside') return found;
  }
  return byStreet(condition, held, held.length === wanted.length, here.street);
}

/** On the line: the border is no farther away than the position may be wrong. */
function byPosition(polygons: readonly Polygon[], position: Point, accuracy: number | undefined): Area {
  const metres = borderMetres(polygons, position);
  if (metres === null) return NOT_KNOWN;
  const wrong = accuracy === undefined ? ACCURACY_METRES_UNKNOWN : Math.max(ACCURACY_METRES_MIN, accuracy);
  if (metres <= wrong) return { answer: 'unsure', by: 'position', metres };
  return { answer: contains(polygons, position) ? 'inside' : 'outside', by: 'position', metres };
}

/** Named in the area's streets or in the words of the warning is inside; outside only if all are known. */
function byStreet(condition: Values, held: readonly Values[], whole: boolean, street: string | undefined): Area {
  const named = plain(street ?? '');
  if (named === '') return NOT_KNOWN;
  const streets = held.flatMap((zone) => texts(zone['streets'])).map(plain);
  const words = ` ${plain(text(condition['area_words']) ?? '')} `;
  if (streets.includes(named) || words.includes(` ${named} `)) return { answer: 'inside', by: 'street' };
  return whole && streets.length > 0 ? { answer: 'outside', by: 'street' } : NOT_KNOWN;
}

/** Words as they are compared: no accents, case or punctuation, one space between them. */
function plain(words: string): string {
  return words.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

function polygonsOf(zone: Values): readonly Polygon[] {
  return Array.isArray(zone['polygons']) ? (zone['polygons'] as readonly Polygon[]) : [];
}

function filled(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function valuesOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
