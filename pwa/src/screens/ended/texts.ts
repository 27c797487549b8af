/** What is said in `screens/ended`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  phone: (install_code: string | number) => `Phone ${install_code}`,
  last: (label: string | number, person: string | number, count: number, moment: string | number) => `, ${label}, ${person}: ${count}, last ${moment}.`,
  lookedIntoPhone: (install_code: string | number) => `Looked into: phone ${install_code}`,
  lookedInto: 'Looked into',
  lookedIntoBy: (person: string | number) => `Looked into by ${person}.`,
  fromEndedPhones: 'From ended phones',
  draftsThatNobodySignedNone: 'Drafts that nobody signed. None of them is in force: write what counts into a record yourself.',
  noDraftWaitsForYou: 'No draft waits for you.',
  decided: (count: number) => `Decided (${count})`,
  keptApart: (count: number) => `Kept apart (${count})`,
  theServerHasKeptNothing: 'The server has kept nothing apart.',
  phoneLastKeptNotSigned: (person: string | number, install_code: string | number, moment: string | number) => `${person}, phone ${install_code}, last kept ${moment}. Not signed, not in force.`,
  whereItWentOrWhy: 'Where it went, or why it is not needed',
  copiedIntoARecord: 'Copied into a record',
  notNeeded: 'Not needed',
  aDraft: 'A draft',
  aRecord: 'A record',
};

export const t = catalogue('screens/ended', english);
