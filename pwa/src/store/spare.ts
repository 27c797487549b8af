/**
 * A second copy of each change that the server has not acknowledged, sealed to the server, in files of the browser's
 * that are not the database's: Chromium throws a whole database away when it finds it damaged (FINDINGS R22), and one
 * of some 600 killed phones came back so. Who signs in on this phone next delivers them (PROTOCOL section 17).
 *
 * It is best effort: "On this phone" never waits for it, and where it cannot be kept nothing else suffers.
 */

import { copyOf, type SealedCopy } from '../vault/server_seal';

const CACHE = 'lantern-spare';

/** Of one install: a row's `copy`, as `copyBytes` wrote it, under its number. */
export interface Copy {
  readonly dseq: number;
  readonly copy: ArrayBuffer;
}

function pathOf(install: string, dseq: number): string {
  return `/${CACHE}/${install}/${dseq}`;
}

async function within<T>(otherwise: T, work: (cache: Cache) => Promise<T>): Promise<T> {
  const { caches } = globalThis as { caches?: CacheStorage };
  if (caches === undefined) return otherwise;
  return caches.open(CACHE).then(work).catch(() => otherwise);
}

async function pathsOf(cache: Cache, install?: string): Promise<readonly string[]> {
  const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname);
  return install === undefined ? paths : paths.filter((path) => path.startsWith(`/${CACHE}/${install}/`));
}

/** After the transaction that made them durable. */
export function keepSpare(install: string, rows: readonly Copy[]): Promise<void> {
  return within(undefined, async (cache) => {
    await Promise.all(rows.map(({ dseq, copy }) => cache.put(pathOf(install, dseq), new Response(copy))));
  });
}

/** The server has these. */
export function dropSpare(install: string, numbers: readonly number[]): Promise<void> {
  return within(undefined, async (cache) => {
    await Promise.all(numbers.map((dseq) => cache.delete(pathOf(install, dseq))));
  });
}

/** At the unlock: exactly these are kept, whatever a death or an older version of the app has left. */
export function matchSpare(install: string, rows: readonly Copy[]): Promise<void> {
  return within(undefined, async (cache) => {
    const wanted = new Map(rows.map((row) => [pathOf(install, row.dseq), row]));
    const there = new Set(await pathsOf(cache, install));
    await Promise.all([...there].filter((path) => !wanted.has(path)).map((path) => cache.delete(path)));
    await keepSpare(install, [...wanted].filter(([path]) => !there.has(path)).map(([, row]) => row));
  });
}

/** The install goes from this phone, and everything of it is delivered. */
export function forgetSpare(install: string): Promise<void> {
  return matchSpare(install, []);
}

/** What lies here of these installs, in the order of their chains. */
export function spared(whose: (install: string) => boolean): Promise<readonly SealedCopy[]> {
  return within([], async (cache) => {
    const wanted = (await pathsOf(cache)).filter((path) => whose(path.split('/')[2] ?? ''));
    const bodies = await Promise.all(wanted.map(async (path) => (await cache.match(path))?.arrayBuffer()));
    const copies = bodies.flatMap((body) => (body === undefined ? [] : [copyOf(body)]));
    return copies.filter((each) => 'dseq' in each).sort((one, other) => one.dseq - other.dseq);
  });
}
