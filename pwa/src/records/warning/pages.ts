/** The seven pages of a warning, and which section of the declaration stands on which. */

export const PAGES = [
  { key: 'who', short: 'Who', title: 'Who', section: 'Who' },
  { key: 'happened', short: 'What', title: 'What happened', section: 'What happened' },
  { key: 'test', short: 'Test', title: 'The test (section 43)', section: 'The test (section 43)' },
  { key: 'stop', short: 'Stop', title: 'What must stop', section: 'What must stop' },
  { key: 'check', short: 'Check', title: 'Check', section: 'Check' },
  { key: 'copy', short: 'Copy', title: 'Their copy', section: 'Their copy' },
  { key: 'give', short: 'Give', title: 'Give it', section: 'Give it' },
] as const;

export type PageKey = (typeof PAGES)[number]['key'];

/** What is said afterwards (withdrawn, replaced, ...) stands on no page of the form. */
export const AFTERWARDS = 'Afterwards';

export function pageOf(section: string): PageKey {
  return PAGES.find((page) => page.section === section)?.key ?? 'check';
}

/** The page of an address; the first where it names none. */
export function pageNamed(key: string | undefined): PageKey {
  return PAGES.find((page) => page.key === key)?.key ?? 'who';
}

export function pageAfter(key: PageKey): PageKey {
  const index = PAGES.findIndex((page) => page.key === key);
  return PAGES[index + 1]?.key ?? 'give';
}
