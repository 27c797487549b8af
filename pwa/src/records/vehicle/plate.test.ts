import { describe, expect, it } from 'vitest';
import { comparePlates, foldPlate, normalisePlate, plateAnswers, readablePlate } from './plate.ts';

describe('normalising a plate', () => {
  it('keeps capitals, digits and the two signs', () => {
    expect(normalisePlate(' lh43-r?h* ')).toBe('LH43R?H*');
  });

  it('folds what the plate typeface draws alike', () => {
    expect(foldPlate('OI85 BSZ')).toBe('0185852');
  });

  it('reads a current mark with its space and leaves others alone', () => {
    expect(readablePlate('lh43rch')).toBe('LH43 RCH');
    expect(readablePlate('lh43r?h')).toBe('LH43 R?H');
    expect(readablePlate('A1 TEA')).toBe('A1TEA');
  });
});

describe('searching by plate', () => {
  it('takes text without signs as a prefix', () => {
    expect(plateAnswers('lh4', 'LH43 RCH')).toBe(true);
    expect(plateAnswers('43RCH', 'LH43 RCH')).toBe(false);
  });

  it('takes ? for exactly one character', () => {
    expect(plateAnswers('LH4? RCH', 'LH43 RCH')).toBe(true);
    expect(plateAnswers('LH4? RCH', 'LH4 RCH')).toBe(false);
    expect(plateAnswers('LH4?', 'LH43 RCH')).toBe(false);
  });

  it('takes * for any number of characters, none included', () => {
    expect(plateAnswers('LH*RCH', 'LH43 RCH')).toBe(true);
    expect(plateAnswers('LH43RCH*', 'LH43 RCH')).toBe(true);
    expect(plateAnswers('*CH', 'LH43 RCH')).toBe(true);
    expect(plateAnswers('*XX', 'LH43 RCH')).toBe(false);
  });

  it('finds nothing for an empty search', () => {
    expect(plateAnswers(' ', 'LH43 RCH')).toBe(false);
  });

  it('stays quick on a mask of many stars', () => {
    const started = performance.now();

    const answer = plateAnswers('*A'.repeat(60), 'A'.repeat(59));

    expect(answer).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
  });
});

describe('comparing two plates', () => {
  it('calls the same normalised plate exact', () => {
    expect(comparePlates('lh43 rch', 'LH43RCH')).toBe('exact');
  });

  it('calls confusable characters near', () => {
    expect(comparePlates('LH43 RSO', 'LH43 R50')).toBe('near');
  });

  it('calls one character different, missing or extra near', () => {
    expect(comparePlates('LH42 KWJ', 'LH42 KVJ')).toBe('near');
    expect(comparePlates('LH42 KW', 'LH42 KWJ')).toBe('near');
    expect(comparePlates('LH42 KWJJ', 'LH42 KWJ')).toBe('near');
  });

  it('calls two characters different none', () => {
    expect(comparePlates('LH42 KWJ', 'LH42 KVH')).toBe('none');
    expect(comparePlates('LH42 KWJ', 'HL42 KWJ')).toBe('none');
  });

  it('never calls a mask exact', () => {
    expect(comparePlates('LH4? RCH', 'LH43 RCH')).toBe('near');
    expect(comparePlates('LH4? RCH', 'LH43 RCX')).toBe('none');
    expect(comparePlates('', 'LH43 RCX')).toBe('none');
  });
});
