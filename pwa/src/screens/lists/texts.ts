/** What is said in `screens/lists`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  lists: 'Lists',
  newIt: (label: string | number) => `New: ${label}`,
  inAll: (total: string | number) => `${total} in all`,
  more: 'More',
};

export const t = catalogue('screens/lists', english);
