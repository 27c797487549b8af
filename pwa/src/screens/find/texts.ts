/** What is said in `screens/find`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  find: 'Find',
  nameAliasPlateOrDescription: 'Name, alias, plate or description',
  onlyOnThisPhoneIs: 'Only on this phone. ? is one character, * is several.',
  yourWarnings: 'Your warnings',
  warning: (referenceOf: string | number) => `Warning ${referenceOf}`,
  person: 'Person',
  change: 'Change',
  history: 'History',
  warningToThisPerson: 'Warning to this person',
  thisPersonIsNotOn: 'This person is not on this phone.',
  warnings: (count: number) => `Warnings (${count})`,
  noneKnownOnThisPhone: 'None known on this phone.',
  reportedAndSeen: (count: number) => `Reported and seen (${count})`,
  more: (value: string | number) => `${value} more`,
  couldBeTheSame: 'Could be the same',
  youTyped: (words: string) => `You typed: ${words}`,
  born: (day: string) => `born ${day}`,
  notLinked: 'not linked',
};

export const t = catalogue('screens/find', english);
