import { expect, it } from 'vitest';
import { ByType } from './by_type';

function shelf(): ByType<{ readonly summary: { readonly type: string }; readonly at: number }> {
  const records = new ByType<{ readonly summary: { readonly type: string }; readonly at: number }>();
  records.set('w1', { summary: { type: 'warning' }, at: 1 });
  records.set('p1', { summary: { type: 'patrol' }, at: 2 });
  records.set('w2', { summary: { type: 'warning' }, at: 3 });
  return records;
}

it('gives the records of the types that are asked for, each once', () => {
  expect([...shelf().of(['warning', 'zone', 'warning'])].map(([record]) => record)).toEqual(['w1', 'w2']);
  expect([...shelf().of()]).toHaveLength(3);
});

it('finds a record by its id, replaces it and forgets it', () => {
  const records = shelf();

  records.set('w1', { summary: { type: 'warning' }, at: 9 });
  records.delete('p1');

  expect(records.get('w1')?.at).toBe(9);
  expect(records.has('p1')).toBe(false);
  expect(records.keys()).toEqual(['w1', 'w2']);
});
