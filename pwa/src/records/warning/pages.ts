/** The seven pages of a warning, and which section of the declaration stands on which. */
import { t } from './texts';


export const PAGES = [
  { key: 'who', get short() {
      return t.who;
    }, get title() {
      return t.who;
    }, get section() {
      return t.who;
    } },
  { key: 'happened', get short() {
      return t.what;
    }, get title() {
      return t.whatHappened;
    }, get section() {
      return t.whatHappened;
    } },
  { key: 'test', get short() {
      return t.test;
    }, get title() {
      return t.theTestSection43;
    }, get section() {
      return t.theTestSection43;
    } },
  { key: 'stop', get short() {
      return t.stop;
    }, get title() {
      return t.whatMustStop;
    }, get section() {
      return t.whatMustStop;
    } },
  { key: 'check', get short() {
      return t.check;
    }, get title() {
      return t.check;
    }, get section() {
      return t.check;
    } },
  { key: 'copy', get short() {
      return t.copy;
    }, get title() {
      return t.theirCopy;
    }, get section() {
      return t.theirCopy;
    } },
  { key: 'give', get short() {
      return t.give;
    }, get title() {
      return t.giveIt;
    }, get section() {
      return t.giveIt;
    } },
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
