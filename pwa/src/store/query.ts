/** Which summaries a list shows and which a search finds. Pure, over what is already in memory. */

import type { FieldValue, Query, Summary } from '../api/core';
import { wordsOf } from '../lib/folding';
import { millisecondsOf } from '../lib/moments';
import { normalisedPlate, plateSearch } from '../lib/plates';
import { type Definitions } from './definitions';
import { type Indexed, isCare } from './summary';

/** Letters of a name before anybody supported is found by it: a search draws no list of them. */
const CARE_LETTERS_MIN = 3;

/** The page of a list, and how many there are in all. Ordered by when they were created. */
export function listed(all: Iterable<Indexed>, query: Query): { readonly rows: readonly Summary[]; readonly total: number } {
  const found: Timed[] = [];
  // Times are read once, not at each comparison: that was most of what a list cost.
  for (const { summary } of all) if (wanted(summary, query)) found.push({ summary, at: millisecondsOf(summary.created_at) });
  const order = query.newest_first === true ? -1 : 1;
  found.sort((one, other) => order * earlier(one, other));
  const begin = query.offset ?? 0;
  const rows = found.slice(begin, query.limit === undefined ? undefined : begin + query.limit);
  return { rows: rows.map((each) => each.summary), total: found.length };
}

function wanted(summary: Summary, query: Query): boolean {
  if (query.types !== undefined && !query.types.includes(summary.type)) return false;
  if (query.author !== undefined && summary.author !== query.author) return false;
  if (query.own !== undefined && summary.own !== query.own) return false;
  if (query.stream !== undefined && summary.stream !== query.stream) return false;
  return Object.entries(query.where ?? {}).every(([field, value]) => holds(summary.fields[field], value));
}

/** Equal, or a list that contains the value; an unset field equals null. */
function holds(held: FieldValue, value: FieldValue): boolean {
  if (Array.isArray(held) && !Array.isArray(value)) return held.includes(value);
  return JSON.stringify(held ?? null) === JSON.stringify(value ?? null);
}

interface Timed {
  readonly summary: Summary;
  /** When it was created, milliseconds since 1970. */
  readonly at: number;
}

function earlier(one: Timed, other: Timed): number {
  const difference = one.at - other.at;
  return difference === 0 ? (one.summary.record < other.summary.record ? -1 : 1) : difference;
}

interface Hit extends Timed {
  /** 0: all words or the exact plate. 1: a near plate. */
  readonly rank: number;
}

/** By words (each a prefix of one of the record's words) or by plate; exact before near, then the newest. */
export function found(
  all: Iterable<Indexed>,
  text: string,
  types: readonly string[],
  definitions: Definitions,
  limit: number,
): readonly Summary[] {
  const words = wordsOf(text);
  const hits: Hit[] = [];
  for (const each of all) {
    if (!types.includes(each.summary.type)) continue;
    const rank = rankOf(each, text, words, isCare(definitions.get(each.summary.type)));
    if (rank !== null) hits.push({ summary: each.summary, at: millisecondsOf(each.summary.created_at), rank });
  }
  hits.sort((one, other) => one.rank - other.rank || -earlier(one, other));
  return hits.slice(0, limit).map((hit) => hit.summary);
}

function rankOf(each: Indexed, text: string, words: readonly string[], care: boolean): number | null {
  const enough = words.length > 0 && (!care || words.every((word) => word.length >= CARE_LETTERS_MIN));
  if (enough && words.every((word) => each.words.some((known) => known.startsWith(word)))) return 0;
  if (care || normalisedPlate(text).replace(/[?*]/g, '').length < 2) return null;
  const matches = each.plates.map((plate) => plateSearch(text, plate));
  if (matches.includes('exact')) return 0;
  return matches.includes('near') ? 1 : null;
}
