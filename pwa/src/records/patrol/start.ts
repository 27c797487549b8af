/** What a patrol that starts with one tap says: the crew, zones and kind of the one before it, and a new time. */
import type { Fields, Moment, Person } from '../../api/core';

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

function teamOf(last: Fields | null, person: Person): readonly unknown[] {
  const team: readonly unknown[] = Array.isArray(last?.['team']) ? last['team'] : [];
  const others = team.filter((each) => (each as Fields)['person'] !== person.id && (each as Fields)['name'] !== person.name);
  return [{ element: crypto.randomUUID(), name: person.name, person: person.id }, ...others];
}
