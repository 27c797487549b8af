/** What is said in `records/warning`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  ageTodayNotKnownYet: 'Age today: not known yet.',
  ageTodaySayHowIt: (years: string | number) => `Age today: ${years}. Say how it is known; a guess is no basis.`,
  ageToday: (years: string | number, basis: string | number) => `Age today: ${years}, ${basis}.`,
  fromADocument: 'from a document',
  asTheyToldMe: 'as they told me',
  asIKnowThem: 'as I know them',
  thisNeedsAnAnswer: 'This needs an answer.',
  whatHappened: 'What happened',
  whatMustStop: 'What must stop',
  on: (readableDate: string | number) => `On ${readableDate}`,
  at: (text: string | number) => ` at ${text}`,
  who: 'Who',
  what: 'What',
  test: 'Test',
  theTestSection43: 'The test (section 43)',
  stop: 'Stop',
  check: 'Check',
  copy: 'Copy',
  theirCopy: 'Their copy',
  give: 'Give',
  giveIt: 'Give it',
};

export const t = catalogue('records/warning', english);
