import { describe, expect, it } from 'vitest';
import { foldedPlate, normalisedPlate, plateSearch } from './plates';

describe('a plate that is typed into the search', () => {
  it('is compared without spaces and case', () => {
    expect(normalisedPlate('lh43 rch')).toBe('LH43RCH');
  });

  it('finds by its beginning', () => {
    expect(plateSearch('lh43', 'LH43 RCH')).toBe('exact');
  });

  it('takes ? for exactly one character and * for any number, none included', () => {
    expect(plateSearch('LH43 ?CH', 'LH43 RCH')).toBe('exact');
    expect(plateSearch('LH43?CH', 'LH43CH')).toBeNull();
    expect(plateSearch('*CH', 'LH43 RCH')).toBe('exact');
    expect(plateSearch('LH43RCH*', 'LH43 RCH')).toBe('exact');
  });

  it('suggests look-alikes and plates that are one character away as near', () => {
    expect(foldedPlate('BO15')).toBe('8015');
    expect(plateSearch('LH4J RCH', 'LH43 RCH')).toBe('near');
    expect(plateSearch('LH43 RC0', 'LH43 RCO')).toBe('near');
  });

  it('does not find another plate', () => {
    expect(plateSearch('AB12 CDE', 'LH43 RCH')).toBeNull();
    expect(plateSearch('', 'LH43 RCH')).toBeNull();
  });
});
