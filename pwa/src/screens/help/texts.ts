/** What is said in `screens/help`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  helpNow: 'Help now',
  yourRadioFirst: 'Your radio first.',
  getHelpWriteLater: 'Get help, write later.',
  safePlacesAndPartners: 'Safe places and partners',
  couldBeUnder18Write: 'Could be under 18: write it down',
  hurtInDangerOrNot: 'Hurt, in danger or not well: write it down',
  control: 'Control',
  aChildOutOfHours: "A child: out-of-hours children's services",
  anAdultSafeguarding: 'An adult: safeguarding',
  dutyDesk: 'Duty desk',
};

export const t = catalogue('screens/help', english);
