/** What is said in `shell`. */
import { catalogue } from './language/catalogue';

export const english = {
  notFound: 'Not found',
  thereIsNoPageAt: 'There is no page at this address.',
  more: 'More',
  find: 'Find',
  map: 'Map',
  today: 'Today',
  queue: 'Queue',
  records: 'Records',
  patrol: 'Patrol',
  inbox: 'Inbox',
  mine: 'Mine',
  done: 'Done',
  erasures: 'Erasures',
};

export const t = catalogue('shell', english);
