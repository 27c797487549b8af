import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { env } from 'node:process';
import { describe, expect, it } from 'vitest';
import type { Fields } from '../../src/api/core';
import { DEFINITIONS, kindsOf } from '../../src/store/definitions';
import { type Laid, overlaid } from '../../src/store/overlay';

interface Case {
  readonly name: string;
  readonly type: string;
  readonly base: Fields;
  readonly removed: readonly string[];
  readonly pending: readonly Laid[];
  readonly shown: Fields;
}

const ROOT = resolve(import.meta.dirname, '../../..');
const PER_TYPE = 50;
const SEED = env['LANTERN_SEED'] ?? String(Math.floor(Math.random() * 0x7fffffff));

describe('the overlay of pending changes', () => {
  it('shows what the reference shows, in more than a thousand fresh cases', { timeout: 60_000 }, () => {
    const words = ['-m', 'tests.vectors.generate_overlay', String(PER_TYPE), SEED];
    const made = spawnSync(join(ROOT, '.venv/bin/python'), words, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
    const cases = made.stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Case);
    const shown = cases.map((each) => overlaid(each.base, each.pending, kindsOf(DEFINITIONS, each.type), each.removed));
    const wrong = cases.flatMap((each, at) => (same(shown[at], each.shown) ? [] : [{ ...each, got: shown[at] }]));

    expect(cases.length).toBeGreaterThanOrEqual(1_000);
    expect({ seed: SEED, first: wrong[0], count: wrong.length }).toEqual({ seed: SEED, first: undefined, count: 0 });
  });
});

function same(one: unknown, other: unknown): boolean {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
}
