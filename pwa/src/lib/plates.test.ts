import { describe, expect, it } from 'vitest';
import vectors from '../../../tests/vectors/plates.json';
import { foldedPlate, normalisedPlate, plateSearch } from './plates';

describe('a plate that is typed or pasted', () => {
  it.each(vectors.normalised)('is normalised: $why', ({ text, plate }) => {
    expect(normalisedPlate(text)).toBe(plate);
  });

  it.each(vectors.folded)('is folded: $text', ({ text, plate }) => {
    expect(foldedPlate(text)).toBe(plate);
  });

  it.each(vectors.search)('finds: $why', ({ typed, known, match }) => {
    expect(plateSearch(typed, known)).toBe(match);
  });
});
