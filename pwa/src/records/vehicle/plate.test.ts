import { describe, expect, it } from 'vitest';
import vectors from '../../../../tests/vectors/plates.json';
import { comparePlates, readablePlate, styleOf } from './plate';

describe('reading a plate', () => {
  it.each(vectors.styles)('$text is $style and reads $reads', ({ text, style, reads }) => {
    expect(styleOf(text)).toBe(style);
    expect(readablePlate(text)).toBe(reads);
  });
});

describe('comparing two plates', () => {
  it.each(vectors.compared)('$why: $match', ({ one, other, match }) => {
    expect(comparePlates(one, other)).toBe(match);
    expect(comparePlates(other, one)).toBe(match);
  });

  it('stays quick on a mask of many stars', () => {
    const started = performance.now();

    const answer = comparePlates('*A'.repeat(60), 'B'.repeat(59));

    expect(answer).toBe('none');
    expect(performance.now() - started).toBeLessThan(200);
  });
});
