/** What is said in `forms/place`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  asking: 'Asking the phone where it is. Nothing waits for it.',
  added: (metres: number) => `Position added, within ${metres} m.`,
  byHand: (metres: number) => `Position put on the map by hand, ${metres} m from where the phone said.`,
  byHandAlone: 'Position put on the map by hand.',
  add: "Add this phone's position",
  correct: 'Correct it on the map',
  put: 'Put it on the map',
  takeAway: 'Take the position away',
  none: 'No position. The street is enough.',
  far: 'Far from the operation: check',
  farWhy: 'The phone says that it is somewhere else. This position is not kept unless you say so.',
  keep: 'Keep it: I am there',
  leaveOut: 'Leave it out',
  whereWasIt: 'Where was it?',
  tapOrMove: 'Tap the place, or move the ring with these keys.',
  north: 'North',
  south: 'South',
  west: 'West',
  east: 'East',
  moves: (metres: number) => `10 m each. Moved ${metres} m.`,
  useIt: 'Use this place',
  cancel: 'Cancel',
};

export const t = catalogue('forms/place', english);
