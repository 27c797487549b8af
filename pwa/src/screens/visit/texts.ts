/** What is said in `screens/visit`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  address: 'Address',
  useThisAddress: 'Use this address',
  chooseBelowInstead: 'Choose below instead',
  anAddressThatIsNot: 'An address that is not known here',
  occupier: 'Occupier',
  takeAway: (name: string | number) => `Take away ${name}`,
  takeAway2: 'Take away',
  somebodyKnown: 'Somebody known',
  homeVisit: 'Home visit',
  today: 'Today',
  pages: 'Pages',
  where: 'Where',
  who: 'Who',
  notAnsweredYet: 'not answered yet',
  notGiven: 'not given',
  nobodyWasMetAccessWas: (words: string | number) => `Nobody was met: access was ${words}. There is nothing to ask here.`,
  outside: 'Outside',
  inside: 'Inside',
  outcome: 'Outcome',
  theOccupier: 'The occupier',
  action: 'Action',
  next: 'Next',
  save: 'Save',
  finishLater: 'Finish later',
  whoIsVulnerableHere: 'Who is vulnerable here?',
  found: 'Found',
  whatWasFound: 'What was found',
};

export const t = catalogue('screens/visit', english);
