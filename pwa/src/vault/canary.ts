/**
 * A sign outside IndexedDB that there was an install here, and how far the server has it: browsers throw whole
 * databases away when they find them damaged (FINDINGS R22), and nothing inside tells. Ids, a number and a time.
 */

import { isObject } from '../store/texts';

export interface Sign {
  readonly install: string;
  /** The last acknowledged number of its chain, 0 for none, and when. */
  readonly dseq: number;
  readonly at: string;
}

export interface Canary {
  /** Null when there was never an install, or this browser keeps nothing. */
  read(): Promise<Sign | null>;
  keep(sign: Sign): Promise<void>;
  clear(): Promise<void>;
}

const CACHE = 'lantern-canary';
const PATH = '/lantern-canary';

/** In the cache storage, which lies in files of its own. A browser without one has no canary. */
export function cacheCanary(storage: CacheStorage | undefined): Canary {
  const within = async <T>(otherwise: T, work: (cache: Cache) => Promise<T>): Promise<T> => {
    if (storage === undefined) return otherwise;
    // It only warns: where it cannot be kept, nothing else suffers.
    return storage.open(CACHE).then(work).catch(() => otherwise);
  };
  return {
    read: () =>
      within<Sign | null>(null, async (cache) => {
        const found: unknown = await (await cache.match(PATH))?.json();
        return isSign(found) ? found : null;
      }),
    keep: (sign) => within<undefined>(undefined, async (cache) => cache.put(PATH, Response.json(sign)).then(() => undefined)),
    clear: () => within<undefined>(undefined, async (cache) => cache.delete(PATH).then(() => undefined)),
  };
}

function isSign(value: unknown): value is Sign {
  return isObject(value) && typeof value['install'] === 'string' && typeof value['dseq'] === 'number' && typeof value['at'] === 'string';
}
