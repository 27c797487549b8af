import { describe, expect, it } from 'vitest';
import { piecesOf } from './references';

describe('references among words', () => {
  it('stand as a piece of their own', () => {
    expect(piecesOf('Heard back: referral R-FZ-0014, in touch.')).toEqual([
      { words: 'Heard back: referral ', reference: false },
      { words: 'R-FZ-0014', reference: true },
      { words: ', in touch.', reference: false },
    ]);
  });

  it('are not seen in other words with a hyphen', () => {
    expect(piecesOf('Out-of-hours: E-bike, 10-12')).toEqual([{ words: 'Out-of-hours: E-bike, 10-12', reference: false }]);
  });

  it('lose nothing of the text', () => {
    const text = 'H-2E-0002 R-4L-0001 Sorrel';

    expect(piecesOf(text).map(({ words }) => words).join('')).toBe(text);
  });
});
