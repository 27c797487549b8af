/** Which records have a list at the desk, in its order. People supported are not among them, and never will be. */
export const LISTED = ['community_report', 'warning', 'person', 'vehicle', 'premises', 'patrol', 'task'] as const;

export type Listed = (typeof LISTED)[number];

/** The list of an address; the first one where it names none. */
export function listedOr(type: string): Listed {
  return LISTED.find((each) => each === type) ?? LISTED[0];
}
