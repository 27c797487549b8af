/**
 * A sign outside IndexedDB that there was an install here, and how far the server has it: browsers throw whole
 * databases away when they find them damaged (FINDINGS R22) or run out of room, and nothing inside tells. Ids,
 * numbers, times and a reference; never a name or a word.
 *
 * It lies in two places, since a browser that clears up takes the cache storage along and leaves the page's own small
 * storage, and one that finds a damaged database takes neither.
 */

import { isObject } from '../store/texts';

export interface Sign {
  readonly install: string;
  /** The last acknowledged number of its chain, 0 for none, and when. */
  readonly dseq: number;
  readonly at: string;
  /** What people call the last acknowledged entry that has such a name: `H-7K-0412`. */
  readonly reference: string | null;
  /** What was on this phone alone when it was last counted. */
  readonly unsent: Unsent;
}

export interface Unsent {
  readonly entries: number;
  readonly drafts: number;
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
    read: () => within<Sign | null>(null, async (cache) => signOf(await (await cache.match(PATH))?.json())),
    keep: (sign) => within<undefined>(undefined, async (cache) => cache.put(PATH, Response.json(sign)).then(() => undefined)),
    clear: () => within<undefined>(undefined, async (cache) => cache.delete(PATH).then(() => undefined)),
  };
}

/** As much of a worker's global scope as is used. */
export interface PageLine {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

const ANSWER_MS = 1_000;

/** With the page, which keeps it where a worker cannot reach (`device/sign_place.ts`). */
export function pageCanary(line: PageLine): Canary {
  let answered: (sign: Sign | null) => void = () => {};
  line.addEventListener('message', ({ data }) => {
    if (isObject(data) && data['kind'] === 'sign') answered(signOf(data['sign']));
  });
  const keep = (sign: Sign | null): Promise<void> => {
    line.postMessage({ kind: 'keep_sign', sign });
    return Promise.resolve();
  };
  return {
    read: () =>
      new Promise((resolve) => {
        answered = resolve;
        line.postMessage({ kind: 'sign_wanted' });
        setTimeout(() => resolve(null), ANSWER_MS);
      }),
    keep,
    clear: () => keep(null),
  };
}

/** Kept in both; the first that still has it is asked. */
export function bothCanaries(one: Canary, other: Canary): Canary {
  return {
    read: async () => (await one.read()) ?? other.read(),
    keep: (sign) => Promise.all([one.keep(sign), other.keep(sign)]).then(() => undefined),
    clear: () => Promise.all([one.clear(), other.clear()]).then(() => undefined),
  };
}

/** A sign in its own form, or null. */
export function signOf(value: unknown): Sign | null {
  if (!isObject(value) || !isObject(value['unsent'])) return null;
  const { install, dseq, at, reference } = value;
  const { entries, drafts, at: counted } = value['unsent'];
  if (typeof install !== 'string' || typeof dseq !== 'number' || typeof at !== 'string') return null;
  if (typeof entries !== 'number' || typeof drafts !== 'number' || typeof counted !== 'string') return null;
  return { install, dseq, at, reference: typeof reference === 'string' ? reference : null, unsent: { entries, drafts, at: counted } };
}
