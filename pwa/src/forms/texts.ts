/** What is said in `forms`. */
import { catalogue } from '../language/catalogue';

export const english = {
  newIt: 'New',
  takeAway: 'Take away',
  add: (label: string | number) => `Add: ${label}`,
  needed: (label: string | number) => `${label} (needed)`,
  yes: 'Yes',
  no: 'No',
  pages: 'Pages',
  first: 'First',
  next: (title: string | number) => `Next: ${title}`,
  takeAwayOf: (words: string | number) => `Take away ${words}`,
  search: 'Search',
  aNameTheyGaveAt: 'A name they gave, at least three letters.',
  street: 'Street',
  whereExactlyInWords: 'Where exactly, in words',
  takeAwayOf2: (label: string | number, value: string | number) => `Take away ${label} ${value}`,
  takeAwayOf3: (each: string | number) => `Take away ${each}`,
  addOne: 'Add one',
  add2: 'Add',
  aColleague: 'A colleague',
  anAgency: 'An agency',
  aRecordHere: 'A record here',
  signed: 'Signed',
  kept: 'Kept',
};

export const t = catalogue('forms', english);
