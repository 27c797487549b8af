import { describe, expect, it } from 'vitest';
import { comparePlates, readablePlate } from './plate';

describe('reading a plate', () => {
  it('reads a current mark with its space and leaves others alone', () => {
    expect(readablePlate('lh43rch')).toBe('LH43 RCH');
    expect(readablePlate('lh43r?h')).toBe('LH43 R?H');
    expect(readablePlate('A1 TEA')).toBe('A1TEA');
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

  it('takes * for any number of characters, none included', () => {
    expect(comparePlates('LH*RCH', 'LH43 RCH')).toBe('near');
    expect(comparePlates('LH43 RCH*', 'LH43 RCH')).toBe('near');
    expect(comparePlates('*XX', 'LH43 RCH')).toBe('none');
  });

  it('stays quick on a mask of many stars', () => {
    const started = performance.now();

    const answer = comparePlates('*A'.repeat(60), 'B'.repeat(59));

    expect(answer).toBe('none');
    expect(performance.now() - started).toBeLessThan(200);
  });
});
