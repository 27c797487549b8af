/** Which summaries a list shows. Pure, over what is already in memory. */

import type { FieldValue, Query, Summary } from '../api/core';
import { millisecondsOf } from '../lib/moments';

/** The page of a list, and how many there are in all. Ordered by when they were created. */
export function listed(all: Iterable<{ readonly summary: Summary }>, query: Query): { readonly rows: readonly Summary[]; readonly total: number } {
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
