/** The vault's worker: keys, database, chain and sync live here and nowhere else. */

import { randomId } from '../lib/ids';
import { momentOf } from '../lib/moments';
import { bothCanaries, cacheCanary, pageCanary } from './canary';
import { LocalCore } from './local_core';
import { serve } from './serve';
import { PIN_COST } from './slot';

const clock = {
  now: () => Date.now(),
  wall: () => momentOf(Date.now()),
  monotonic: () => performance.now(),
  session: randomId(),
};

const canary = bothCanaries(cacheCanary(self.caches), pageCanary(self));
const core = new LocalCore({ fetch: (path, options) => fetch(path, options), clock, pin_cost: PIN_COST, canary });
serve(core, self);
self.addEventListener('online', () => core.online());
