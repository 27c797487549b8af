import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyBytes } from '../vault/server_seal';
import { dropSpare, forgetSpare, keepSpare, matchSpare, spared } from './spare';

const HERE = '0197a1b2-0000-4000-8000-000000000001';
const OTHER = '0197a1b2-0000-4000-8000-000000000002';

let kept: Map<string, Response>;

/** As much of the cache storage as is asked. */
function storage(): CacheStorage {
  const cache = {
    keys: () => Promise.resolve([...kept.keys()].map((path) => ({ url: `https://lantern.example${path}` }))),
    match: (path: string) => Promise.resolve(kept.get(path)?.clone()),
    put: (path: string, response: Response) => Promise.resolve(void kept.set(path, response)),
    delete: (path: string) => Promise.resolve(kept.delete(path)),
  };
  return { open: () => Promise.resolve(cache) } as unknown as CacheStorage;
}

function row(install: string, dseq: number): { readonly dseq: number; readonly copy: ArrayBuffer } {
  return { dseq, copy: copyBytes({ kid: 'k1', install, dseq, sealed: `sealed ${dseq}` }) };
}

const numbers = async (whose = HERE): Promise<readonly number[]> => (await spared((install) => install === whose)).map(({ dseq }) => dseq);

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('caches', storage());
});

afterEach(() => vi.unstubAllGlobals());

it('gives back what was kept, in the order of the chain, of the installs that are asked for', async () => {
  await keepSpare(HERE, [row(HERE, 10), row(HERE, 9)]);
  await keepSpare(OTHER, [row(OTHER, 1)]);

  expect(await numbers()).toEqual([9, 10]);
  expect(await spared((install) => install !== HERE)).toEqual([{ kid: 'k1', install: OTHER, dseq: 1, sealed: 'sealed 1' }]);
});

it('holds what the outbox holds after an unlock, whatever a death has left', async () => {
  await keepSpare(HERE, [row(HERE, 1), row(HERE, 2)]);
  await keepSpare(OTHER, [row(OTHER, 1)]);
  await matchSpare(HERE, [row(HERE, 2), row(HERE, 3)]);

  expect(await numbers()).toEqual([2, 3]);
  expect(await numbers(OTHER)).toEqual([1]);
});

it('lets go of what the server has, and of an install that leaves the phone', async () => {
  await keepSpare(HERE, [row(HERE, 1), row(HERE, 2), row(HERE, 12)]);
  await dropSpare(HERE, [1]);
  expect(await numbers()).toEqual([2, 12]);

  await forgetSpare(HERE);
  expect(kept.size).toBe(0);
});

it('is nothing where the browser keeps nothing', async () => {
  vi.stubGlobal('caches', { open: () => Promise.reject(new Error('not here')) });

  await keepSpare(HERE, [row(HERE, 1)]);
  expect(await numbers()).toEqual([]);
});
