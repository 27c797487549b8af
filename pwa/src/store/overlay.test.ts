import { describe, expect, it } from 'vitest';
import vectors from '../../../tests/vectors/overlay.json';
import type { Fields } from '../api/core';
import { DEFINITIONS, kindsOf } from './definitions';
import { type Laid, overlaid } from './overlay';

interface Vector {
  readonly name: string;
  readonly type: string;
  readonly base: Fields;
  readonly removed: readonly string[];
  readonly pending: readonly Laid[];
  readonly shown: Fields;
}

const VECTORS = vectors as unknown as readonly Vector[];

describe('the overlay of pending changes', () => {
  it('has vectors to be held to', () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(200);
  });

  it.each(VECTORS.map((vector) => [vector.name, vector] as const))('shows %s as the server does', (_, vector) => {
    const shown = overlaid(vector.base, vector.pending, kindsOf(DEFINITIONS, vector.type), vector.removed);

    expect(shown).toEqual(vector.shown);
  });
});
