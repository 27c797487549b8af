/** What is said in `records/breach_check`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  insideNow: 'Inside now',
  outsideTheHours: 'Outside the hours',
  outsideTheArea: 'Outside the area',
  tooCloseToSay: 'Too close to say',
  notBegun: 'Not begun',
  ended: 'Ended',
  sayWhereYouAreThen: 'Say where you are, then whether it is inside the hours',
};

export const t = catalogue('records/breach_check', english);
