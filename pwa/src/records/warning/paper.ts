/**
 * The words of the paper itself, in English. No catalogue of the app: the paper has the language that was chosen for its
 * reader, whatever the officer's phone speaks, and a translation of it is approved before it is given to anybody.
 */

const DAYS: Readonly<Record<string, string>> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

export const paper = {
  language: 'en',
  title: 'Community Protection Warning',
  whatHappened: 'What happened',
  harms: (effect: string) => `This harms the quality of life of people here: ${effect}`,
  whatMustStop: 'What must stop',
  atOnce: 'At once:',
  by: (date: string) => `By ${date}:`,
  whereWhenUntil: 'Where, when, until',
  everywhere: 'Everywhere',
  point: (number: number) => `Point ${number}: `,
  fromUntil: (from: string, until: string) => `From ${from} until the end of ${until}.`,
  lookAgain: (date: string) => `We look at it again by ${date}.`,
  whatIsAllowed: 'What is allowed',
  anythingElse: 'Anything that is not named above.',
  mayBeThere: 'You may be there, at any hour, for:',
  whatMayFollow: 'What may follow',
  askUs: 'Ask us to change or withdraw it',
  everyDay: 'every day',
  days: (names: readonly string[]) => joined(names.map((name) => DAYS[name] ?? name)),
  allDay: (days: string) => `${days}, all day`,
  hours: (days: string, from: string, to: string) => `${days} ${from} to ${to}${to < from ? ' the next morning' : ''}`,
  begins: (date: string) => `, from ${date}`,
  ends: (date: string) => `, until the end of ${date}`,
  law: (today: string, source: string, from: string) => `Law as in force on ${today} (${source}, from ${from}).`,
} as const;

function joined(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
