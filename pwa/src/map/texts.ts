/** What is said in `map`. */
import { catalogue } from '../language/catalogue';

export const english = {
  map: 'Map of the zones and your entries',
  closer: 'Closer',
  wider: 'Wider',
  everything: 'All',
  whereIAm: 'Where I am',
};

export const t = catalogue('map', english);
