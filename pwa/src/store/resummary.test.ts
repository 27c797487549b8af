import { afterEach, expect, it, vi } from 'vitest';
import { beginWork, coreAt, newProfile, PIN, value } from '../../tests/enrolled_core';
import { FakeServer } from '../../tests/fake_server';
import type * as Generated from '../records/index.gen';
import { LocalCore } from '../vault/local_core';
import { DEFINITIONS, type TypeShape } from './definitions';

const RECORD = '11111111-1111-4111-8111-111111111111';
const CHANGE = '01a20436-6311-79fa-b793-ca1ba9ac9975';

const build = vi.hoisted(() => ({ schema: 1 }));

vi.mock('../records/index.gen', async (original) => {
  const generated = await original<typeof Generated>();
  return Object.defineProperty({ ...generated }, 'SCHEMA', { get: () => build.schema, enumerable: true });
});

const known = DEFINITIONS.get('sighting') as TypeShape;

function switchedOn(server: FakeServer): LocalCore {
  return coreAt(server, () => 0);
}

/** The next build: its sightings have a lantern, in words. */
function updated(): void {
  build.schema = 2;
  const lantern = { name: 'lantern', kind: 'text' } as const;
  (DEFINITIONS as Map<string, TypeShape>).set('sighting', { ...known, fields: [...known.fields, lantern] });
}

afterEach(() => {
  build.schema = 1;
  (DEFINITIONS as Map<string, TypeShape>).set('sighting', known);
});

it('finds by a field that the app has just learned, in rows that it already holds, without a network', async () => {
  newProfile();
  const server = await FakeServer.start();
  server.place('op/harbour', RECORD, 'sighting', { kind: 'note', words: 'quiet', lantern: 'paraffin' }, CHANGE);
  const before = switchedOn(server);
  await beginWork(before);
  const unknown = await before.search('paraffin', ['sighting'], 10);
  await before.lock();

  server.fault = () => Promise.reject(new TypeError('no signal'));
  updated();
  const after = switchedOn(server);
  value(await after.unlock(PIN));
  const found = await vi.waitUntil(async () => {
    const rows = await after.search('paraffin', ['sighting'], 10);
    return rows.length > 0 && rows;
  });
  const view = await after.record(RECORD);
  const digests = await after.digests();
  await after.lock();

  expect(unknown).toEqual([]);
  expect(found.map((row) => row.record)).toEqual([RECORD]);
  expect(view?.fields['lantern']).toBe('paraffin');
  expect(digests['op/harbour']?.matches).toBe(true);
});
