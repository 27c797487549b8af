/** What the app fills in when a form is opened: when it happened, and nothing that somebody would have to see or ask. */
import type { Fields } from '../api/core';
import type { RecordDeclared } from '../records/declaration';
import { momentOf } from '../ui/time';

const NOW: ReadonlySet<string> = new Set(['happened_at', 'asked_at', 'written_at']);

export function filledIn(type: RecordDeclared, now: Date): Fields {
  const moments = type.fields.filter((field) => field.kind === 'moment' && NOW.has(field.name));
  return Object.fromEntries(moments.map((field) => [field.name, momentOf(now)]));
}
