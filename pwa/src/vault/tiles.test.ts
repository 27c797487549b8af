import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { newProfile } from '../../tests/enrolled_core';
import type { Outcome, TilesKept } from '../api/core';
import { TileDatabase } from '../store/tiles';
import type { Fetch } from '../sync/http';
import { Session } from '../sync/session';
import { newDataKey, openVault } from './sealing';
import { Tiles } from './tiles';

const INSTALL = '6a000000-0000-4000-8000-000000000001';
const PART = 256 * 1024;
const SESSION = {
  access_token: 't',
  expires_in: 900,
  person: { id: 'p', name: 'PC Wren', role: 'officer', agency: null, username: 'wren' },
  tenant: 't',
  install: INSTALL,
};

/** A server with one map file, which answers as PROTOCOL section 28 says. */
class MapServer {
  file: Uint8Array<ArrayBuffer>;
  tag = '"one"';
  readonly asked: string[] = [];
  /** The line is cut after so many portions. */
  portions = Infinity;

  constructor(bytes: number) {
    this.file = Uint8Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 8)) % 251);
  }

  readonly fetch: Fetch = (_path, options) => {
    const headers = new Headers(options.headers);
    const common = { 'Content-Type': 'application/vnd.pmtiles', ETag: this.tag };
    if (options.method === 'HEAD') {
      return Promise.resolve(new Response(null, { headers: { ...common, 'Content-Length': String(this.file.length) } }));
    }
    this.asked.push(headers.get('Range') ?? '');
    if (headers.get('If-Match') !== this.tag) return Promise.resolve(replaced());
    if (this.asked.length > this.portions) return Promise.reject(new TypeError('cut'));
    const [, first = '', last = ''] = /bytes=(\d+)-(\d+)/.exec(headers.get('Range') ?? '') ?? [];
    return Promise.resolve(new Response(this.file.slice(Number(first), Number(last) + 1), { status: 206, headers: common }));
  };
}

function replaced(): Response {
  const problem = { code: 'tiles_replaced', path: '', words: 'There is a newer map of this operation. Begin again.' };
  return new Response(JSON.stringify({ code: problem.code, problems: [problem] }), {
    status: 412,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}

async function tilesOn(server: MapServer, key: Uint8Array<ArrayBuffer>): Promise<Tiles> {
  const session = new Session(server.fetch, () => 0, () => 0);
  session.adopt(SESSION);
  return new Tiles(INSTALL, await openVault(key, INSTALL), session);
}

async function fetchAll(tiles: Tiles): Promise<Outcome<TilesKept>> {
  for (;;) {
    const outcome = await tiles.fetchMore('harbour');
    if (!outcome.ok || outcome.value.kept === outcome.value.size) return outcome;
  }
}

describe('the map file of an operation', () => {
  let server: MapServer;
  let tiles: Tiles;
  const key = newDataKey();

  beforeEach(async () => {
    newProfile();
    server = new MapServer(PART * 9 + 17);
    tiles = await tilesOn(server, key);
  });

  it('is fetched in portions and reads as the server has it', async () => {
    expect(await tiles.offered('harbour')).toEqual({ ok: true, value: server.file.length });
    expect(await tiles.kept('harbour')).toBeNull();

    await fetchAll(tiles);

    expect(await tiles.kept('harbour')).toEqual({ size: server.file.length, kept: server.file.length });
    expect(server.asked).toHaveLength(3);
    for (const [first, bytes] of [[0, 127], [PART - 3, 9], [PART * 8, PART + 17], [server.file.length - 5, 500]] as const) {
      const read = await tiles.read('harbour', first, bytes);
      expect(new Uint8Array(read ?? new ArrayBuffer())).toEqual(server.file.slice(first, first + bytes));
    }
  });

  it('goes on where a cut line stopped it, after a restart too', async () => {
    server.portions = 1;
    expect(await fetchAll(tiles)).toMatchObject({ ok: false, problems: [{ code: 'not_reached' }] });
    expect(await tiles.kept('harbour')).toEqual({ size: server.file.length, kept: PART * 4 });
    tiles.close();

    server.portions = Infinity;
    tiles = await tilesOn(server, key);
    await fetchAll(tiles);

    expect(server.asked.map((range) => range.split('-')[0])).toEqual(['bytes=0', `bytes=${PART * 4}`, `bytes=${PART * 4}`, `bytes=${PART * 8}`]);
    expect(await tiles.read('harbour', PART * 4, 10)).not.toBeNull();
  });

  it('is begun again when the server has another', async () => {
    await tiles.fetchMore('harbour');
    server.tag = '"two"';
    server.file = server.file.slice(5);

    expect(await tiles.fetchMore('harbour')).toMatchObject({ ok: false, problems: [{ code: 'tiles_replaced' }] });
    await fetchAll(tiles);

    expect(new Uint8Array((await tiles.read('harbour', 0, 20)) ?? new ArrayBuffer())).toEqual(server.file.slice(0, 20));
  });

  it('does not take what is no map file for one', async () => {
    const portal: Fetch = () => Promise.resolve(new Response('<p>Sign in to the wireless network</p>', { headers: { 'Content-Type': 'text/html' } }));
    const session = new Session(portal, () => 0, () => 0);
    session.adopt(SESSION);
    const behind = new Tiles(INSTALL, await openVault(key, INSTALL), session);

    expect(await behind.offered('harbour')).toMatchObject({ ok: false });
    expect(await behind.fetchMore('harbour')).toMatchObject({ ok: false });
    expect(await behind.kept('harbour')).toBeNull();
  });

  it('lies sealed on the phone and opens for nobody else', async () => {
    await fetchAll(tiles);
    const rows = await new TileDatabase(INSTALL).parts.toArray();
    const other = await tilesOn(server, newDataKey());

    expect(new Uint8Array(rows[0]?.sealed ?? new ArrayBuffer()).slice(12, 40)).not.toEqual(server.file.slice(0, 28));
    await expect(other.read('harbour', 0, 10)).rejects.toThrow();
  });

  it('goes when it is deleted, and with the operation', async () => {
    await fetchAll(tiles);
    await tiles.keepOnly(['harbour']);
    expect(await tiles.kept('harbour')).not.toBeNull();
    await tiles.keepOnly(['another']);
    expect(await tiles.kept('harbour')).toBeNull();

    await fetchAll(tiles);
    await tiles.drop('harbour');

    expect(await tiles.read('harbour', 0, 10)).toBeNull();
    expect(await new TileDatabase(INSTALL).parts.count()).toBe(0);
  });
});
