/** What a patrol that starts with one tap says: the crew, zones and kind of the one before it, and a new time. */
import type { Fields, Id, Intent, Moment, Person, Summary } from '../../api/core';

const REPEATED = ['type', 'joint_with', 'visibility', 'agency', 'why', 'why_other'] as const;

/** The values of a new patrol in the form of a record's text; a first one has only the officer and the time. */
export function newPatrol(last: Fields | null, person: Person, now: Moment): Record<string, unknown> {
  const values: Record<string, unknown> = { started_at: now, zones: last?.['zones'] ?? [] };
  for (const name of REPEATED) if (last?.[name] !== undefined) values[name] = last[name];
  if (values['agency'] === undefined && person.agency !== null) values['agency'] = person.agency;
  values['team'] = teamOf(last, person);
  return values;
}

/** Whether it can be started without a question. */
export function isComplete(values: Fields): boolean {
  const { zones, type, agency } = values;
  return Array.isArray(zones) && zones.length > 0 && typeof type === 'string' && typeof agency === 'string';
}

/** What an officer writes in the street; each says which patrol it belongs to. */
export const TIED_TYPES = ['engagement', 'sighting', 'breach_check', 'premises_visit'] as const;

const TIED_MS = 3_600_000;

/** Entries of the last hour that were made without a patrol: they belong to the one that starts now. */
export function untied(entries: readonly Summary[], now: Moment): readonly Summary[] {
  const begin = Date.parse(now) - TIED_MS;
  return entries.filter(({ fields, created_at }) => {
    const happened = typeof fields['happened_at'] === 'string' ? fields['happened_at'] : created_at;
    const recent = Date.parse(created_at) >= begin && Date.parse(happened) >= begin;
    return recent && fields['patrol'] == null && fields['voided'] == null;
  });
}

/** Writes the patrol on each of them; null takes it off again. */
export function tying(entries: readonly Summary[], patrol: Id | null): readonly Intent[] {
  return entries.map(({ type, record, stream }) => ({ type, record, stream, set: { patrol } }));
}

function teamOf(last: Fields | null, person: Person): readonly unknown[] {
  const team: readonly unknown[] = Array.isArray(last?.['team']) ? last['team'] : [];
  const others = team.filter((each) => (each as Fields)['person'] !== person.id && (each as Fields)['name'] !== person.name);
  return [{ element: crypto.randomUUID(), name: person.name, person: person.id }, ...others];
}
