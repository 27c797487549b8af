/** The seven pages of a warning, and which section of the declaration stands on which. */
import { t } from './texts';

export const PAGES = [
  { key: 'who', get short() { return t.who; }, get title() { return t.who; }, section: 'Who' },
  { key: 'happened', get short() { return t.what; }, get title() { return t.whatHappened; }, section: 'What happened' },
  { key: 'test', get short() { return t.test; }, get title() { return t.theTestSection43; }, section: 'The test (section 43)' },
  { key: 'stop', get short() { return t.stop; }, get title() { return t.whatMustStop; }, section: 'What must stop' },
  { key: 'check', get short() { return t.check; }, get title() { return t.check; }, section: 'Check' },
  { key: 'copy', get short() { return t.copy; }, get title() { return t.theirCopy; }, section: 'Their copy' },
  { key: 'give', get short() { return t.give; }, get title() { return t.giveIt; }, section: 'Give it' },
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
