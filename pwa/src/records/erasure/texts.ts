/** What is said in `records/erasure`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  thePersonAskedForIt: 'The person asked for it',
  itIsAboutSomebodyElse: 'It is about somebody else',
  itNamesSomebodyWhoHas: 'It names somebody who has nothing to do with it',
  itIsNoLongerNeeded: 'It is no longer needed',
  aCourtOrTheInformation: 'A court or the Information Commissioner ordered it',
  itShouldNeverHaveBeen: 'It should never have been written down',
};

export const t = catalogue('records/erasure', english);
