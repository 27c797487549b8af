import { expect, it } from 'vitest';
import type { Base } from './base';
import type { Shown } from './pages';
import { DEFINITIONS } from './definitions';
import { MemoryIndex } from './memory_index';
import type { Indexed } from './summary';

function summary(record: string): Indexed {
  return { summary: { record, stream: 'op/harbour' }, words: [], plates: [] } as unknown as Indexed;
}

/** As much of the base as the index reads: streams that are shown, and their buckets. */
class Buckets {
  readonly sides = { shown: new Map<string, unknown>() };
  readonly #held = new Map<string, Map<string, Indexed>>();

  put(stream: string, records: readonly string[]): void {
    this.sides.shown.set(stream, {});
    this.#held.set(stream, new Map(records.map((record) => [record, summary(record)])));
  }

  async *summaries(stream: string): AsyncGenerator<Map<string, Indexed>> {
    await Promise.resolve();
    yield this.#held.get(stream) ?? new Map<string, Indexed>();
  }
}

function shown(stream: string, records: readonly string[]): Shown {
  return { stream, whole: true, put: records.map(summary), gone: [] };
}

async function recordsOf(index: MemoryIndex): Promise<readonly string[]> {
  return [...(await index.all())].map((each) => each.summary.record);
}

it('lists what the first pull brought, though a list was asked for before it', async () => {
  const base = new Buckets();
  const index = new MemoryIndex(base as unknown as Base, () => Promise.resolve(null), DEFINITIONS);

  expect(await recordsOf(index)).toEqual([]);
  base.put('op/harbour', ['w1', 'w2']);
  index.show(shown('op/harbour', ['w1', 'w2']));

  expect(await recordsOf(index)).toEqual(['w1', 'w2']);
});

it('reads again when a pull arrives while it reads', async () => {
  const base = new Buckets();
  base.put('op/harbour', ['w1']);
  const index = new MemoryIndex(base as unknown as Base, () => Promise.resolve(null), DEFINITIONS);

  const asked = recordsOf(index);
  base.put('op/harbour', ['w1', 'w2']);
  index.show(shown('op/harbour', ['w1', 'w2']));

  expect(await asked).toEqual(['w1', 'w2']);
});

it('answers a second question only when what this phone wrote is laid over it', async () => {
  const base = new Buckets();
  base.put('op/harbour', []);
  const slow = (record: string): Promise<Indexed> => new Promise((done) => setTimeout(() => done(summary(record)), 10));
  const index = new MemoryIndex(base as unknown as Base, slow, DEFINITIONS);
  index.touch(['own']);

  const first = recordsOf(index);
  const second = recordsOf(index);

  expect(await second).toEqual(['own']);
  expect(await first).toEqual(['own']);
});

it('finds what this phone wrote over what the server said, and nobody supported in a stream that is not read', async () => {
  const words = (record: string, stream: string, type: string, word: string): Indexed =>
    ({ summary: { record, stream, type, fields: { names_used: [word] }, changed_at: '2026-11-22T02:00:00+00:00' }, words: [word], plates: [] }) as unknown as Indexed;
  const base = new Buckets();
  base.put('op/harbour', []);
  base.put('care/harbour', []);
  const index = new MemoryIndex(base as unknown as Base, (record) => Promise.resolve(record === 'w1' ? words('w1', 'op/harbour', 'sighting', 'grey') : null), DEFINITIONS);
  const find = async (text: string, reads = true): Promise<readonly string[]> =>
    (await index.search(text, ['sighting', 'person_supported'], 9, { reads: () => reads, opened: () => 0 })).map(({ record }) => record);
  await index.ready();

  index.show({ stream: 'op/harbour', whole: false, put: [words('w1', 'op/harbour', 'sighting', 'silver')], gone: [] });
  index.show({ stream: 'care/harbour', whole: false, put: [words('p1', 'care/harbour', 'person_supported', 'juniper')], gone: [] });
  expect(await find('silver')).toEqual(['w1']);
  index.touch(['w1']);

  expect(await find('silver')).toEqual([]);
  expect(await find('grey')).toEqual(['w1']);
  expect(await find('juniper')).toEqual(['p1']);
  expect(await find('juniper', false)).toEqual([]);
  index.show({ stream: 'care/harbour', whole: false, put: [], gone: ['p1'] });
  expect(await find('juniper')).toEqual([]);
});
