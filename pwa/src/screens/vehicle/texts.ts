/** What is said in `screens/vehicle`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  knownHere: 'Known here',
  same: (titleOfResult: string | number) => `Same: ${titleOfResult}`,
  thisOne: 'This one',
  tapIfItIs: 'Tap if it is',
  near: (titleOfResult: string | number) => `Near: ${titleOfResult}`,
  notLinked: 'not linked',
  liveNow: 'Live now',
  liveNowNoneKnownOn: 'Live now: none known on this phone',
  vehicle: 'Vehicle',
  today: 'Today',
  plate: 'Plate',
  questionMarkOneCharacterNot: 'Question mark: one character not seen',
  clear: 'Clear',
  whatItDid: 'What it did',
  save: 'Save',
  more: 'More',
  find: 'Find',
  twoPlatesBothShownNeither: 'Two plates: both shown, neither confirmed',
  aWarningCannotRestOn: 'A warning cannot rest on either until a supervisor has decided.',
  thePlateIsNotConfirmed: 'The plate is not confirmed. A warning may rest only on a confirmed plate and on the driver.',
  change: 'Change',
  history: 'History',
  warningFromThis: 'Warning from this',
  seenAgain: 'Seen again',
  thisVehicleIsNotOn: 'This vehicle is not on this phone.',
};

export const t = catalogue('screens/vehicle', english);
