import { describe, expect, it } from 'vitest';
import type { Names } from '../lib/conditions';
import type { RecordDeclared } from './declaration';
import { LOADERS, type TypeName } from './index.gen';
import { brokenRules, fieldsOf, missingForFinal, problemsOfChange, stateOf } from './validate';

interface Bad {
  readonly why: string;
  readonly op: 'create' | 'set';
  readonly role?: string;
  readonly today?: string;
  readonly set: Names;
  readonly problems: readonly { readonly code: string; readonly path: string }[];
}

interface Vector {
  readonly role: string;
  readonly good_minimal: Names;
  readonly good_full: Names;
  readonly good_later: readonly { readonly role: string; readonly set: Names }[];
  readonly bad: readonly Bad[];
  readonly states?: readonly { readonly fields: Names; readonly context: Names; readonly state: string | null }[];
  readonly rules?: readonly { readonly fields: Names; readonly context: Names; readonly broken: readonly string[] }[];
}

// Read as text: a sample holds half of a character, which the bundler's own JSON does not know.
const FILES = import.meta.glob<string>('../../../tests/vectors/records/*.json', {
  eager: true,
  import: 'default',
  query: '?raw',
});
const VECTORS = Object.entries(FILES).map(
  ([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -5), JSON.parse(text) as Vector] as const,
);

function load(name: string): Promise<RecordDeclared> {
  return LOADERS[name as TypeName]();
}

it('has vectors for every type', () => {
  expect(VECTORS.map(([name]) => name).sort()).toEqual(Object.keys(LOADERS).sort());
});

describe.each(VECTORS)('%s', (name, vector) => {
  it('accepts the least and the most that can be said', async () => {
    const type = await load(name);
    const author = { role: vector.role, today: '2026-02-07' };

    const found = [vector.good_minimal, vector.good_full].flatMap((set) => problemsOfChange(type, 'create', set, author));

    expect(found).toEqual([]);
  });

  it('accepts what another role adds', async () => {
    const type = await load(name);

    const found = vector.good_later.flatMap(({ role, set }) => problemsOfChange(type, 'set', set, { role }));

    expect(found).toEqual([]);
  });

  it.each(vector.bad)('finds exactly what is wrong: $why', async ({ op, role, today, set, problems }) => {
    const type = await load(name);
    const author = { role: role ?? vector.role, ...(today === undefined ? {} : { today }) };

    const found = problemsOfChange(type, op, set, author);

    expect(inOrder(found)).toEqual(inOrder(problems));
    expect(found.filter(({ words }) => words === '' || words.includes('{'))).toEqual([]);
  });

  it('computes states from facts', async () => {
    const type = await load(name);
    const wanted = vector.states ?? [];

    const states = wanted.map(({ fields, context }) => stateOf(type, fields, context)?.name ?? null);

    expect(states).toEqual(wanted.map(({ state }) => state));
  });

  it('finds the rules that stand in the way', async () => {
    const type = await load(name);
    const wanted = vector.rules ?? [];

    const broken = wanted.map(({ fields, context }) => brokenRules(type, fields, context).map(({ code }) => code));

    expect(broken).toEqual(wanted.map((each) => each.broken));
  });
});

it('asks nothing of a draft and the rest of what is finished', async () => {
  const warning = await load('warning');
  const draft = { name: 'Ivor Roach' };

  expect(missingForFinal(warning, draft)).toEqual([]);
  expect(missingForFinal(warning, { ...draft, submitted: '2026-02-06T23:20:00+00:00' })).toContain('ends');
});

it('makes lists from additions and elements from their keys', async () => {
  const warning = await load('warning');

  const fields = fieldsOf(warning, {
    touches: { add: ['work', 'home'], remove: [] },
    'conditions/k2/text': 'Do not wait.',
    'conditions/k1/days': { add: ['friday'], remove: [] },
    'conditions/k3/text': 'Gone.',
    'conditions/k3/removed': true,
    variations: { add: [{ what: 'Later on Fridays.' }], remove: [] },
  });

  expect(fields).toEqual({
    touches: ['home', 'work'],
    conditions: [
      { element: 'k1', days: ['friday'] },
      { element: 'k2', text: 'Do not wait.' },
    ],
    variations: [{ id: '0', value: { what: 'Later on Fridays.' } }],
  });
});

function inOrder(problems: readonly { readonly code: string; readonly path: string }[]): string[] {
  return problems.map(({ code, path }) => `${path} ${code}`).sort();
}
