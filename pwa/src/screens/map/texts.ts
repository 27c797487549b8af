/** What is said in `screens/map`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  map: 'Map',
  operation: 'Operation',
  streets: 'Streets on this phone',
  streetsKept: (size: string) => `The map of the streets is on this phone, ${size}. It works without a signal.`,
  deleteStreets: 'Delete it from this phone',
  fetching: (percent: number, size: string) => `Fetching: ${percent} % of ${size}. You can go on working.`,
  stop: 'Stop',
  partKept: (percent: number, size: string) => `${percent} % of ${size} is on this phone.`,
  goOn: 'Go on fetching',
  noStreets: 'The operation has no map of its streets. The zones are drawn on plain ground.',
  streetsNotReached: 'No network. The zones are drawn on plain ground; the streets can be fetched when there is a signal.',
  streetsOffered: (size: string) => `The zones are drawn on plain ground. The streets are ${size}, kept on this phone until you delete them.`,
  fetchStreets: (size: string) => `Fetch the streets, ${size}`,
  zones: 'Zones',
  noZones: 'The operation has no zones yet.',
  zoneWithoutOutline: 'No outline drawn',
  inside: 'You are inside',
  near: 'You are at its border',
  away: (distance: string) => `${distance} from you`,
  aboutMin: (minutes: number) => `about ${minutes} min`,
  entries: 'Your entries',
  noEntries: 'None of your entries has a point.',
  entriesMore: (count: number) => `The newest ${count} are drawn.`,
  accuracy: (metres: number) => `within ${metres} m`,
  putByHand: 'put on the map by hand',
  whoIsOnNoMap: 'People you met and places of support are on no map.',
  showMe: 'Show where I am',
  asking: 'Asking the phone where it is.',
  refused: 'This phone does not tell its position. Everything else works without it.',
  far: 'Far from the operation: check.',
};

export const t = catalogue('screens/map', english);
