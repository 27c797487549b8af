/** Which records have a list, by role and in its order. People supported are not among them, and never will be. */
import type { Role } from '../../api/core';
import { BRIEFS } from '../../records/index.gen';

const DESK = ['community_report', 'warning', 'person', 'vehicle', 'premises', 'patrol', 'task'] as const;

/** What everybody in the partnership works under: the records officer answers for it. */
const SETTINGS = ['legal_setting', 'agency', 'staff'] as const;

export type Listed = (typeof DESK | typeof SETTINGS)[number];

export function listsOf(role: Role | null): readonly Listed[] {
  return role === 'records_officer' ? SETTINGS : DESK;
}

/** The list of an address; the role's first one where it names none of them. */
export function listedOr(type: string | undefined, role: Role | null): Listed {
  const lists = listsOf(role);
  return lists.find((each) => each === type) ?? lists[0] ?? DESK[0];
}

/** What is written from its list: settings of the partnership. An entry of the street is begun on *Today*. */
export function mayBegin(type: Listed, role: Role | null): boolean {
  return (SETTINGS as readonly string[]).includes(type) && role !== null && BRIEFS[type].creators.includes(role);
}
