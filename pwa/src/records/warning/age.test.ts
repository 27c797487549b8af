import { describe, expect, it } from 'vitest';
import { ageToday } from './age';

const TODAY = '2026-11-22';

describe('the age of a recipient', () => {
  it('is said with its basis', () => {
    const age = ageToday({ date: '1983-04-02', how_known: 'document' }, TODAY, 16);

    expect(age).toEqual({ years: 43, sixteen_or_over: 'yes', words: 'Age today: 43, from a document.' });
  });

  it('puts 16 and 17 in front of a sergeant and stops below', () => {
    const told = 'self_stated';

    expect(ageToday({ date: '2009-11-22', how_known: told }, TODAY, 16).sixteen_or_over).toBe('sixteen_or_seventeen');
    expect(ageToday({ date: '2010-11-22', how_known: told }, TODAY, 16).sixteen_or_over).toBe('sixteen_or_seventeen');
    expect(ageToday({ date: '2010-11-23', how_known: told }, TODAY, 16).sixteen_or_over).toBe('no');
    expect(ageToday({ date: '2008-11-22', how_known: told }, TODAY, 16).sixteen_or_over).toBe('yes');
  });

  it('is no basis when it is a guess or nobody said how it is known', () => {
    expect(ageToday({ date: '1983-04-02', how_known: 'appearance' }, TODAY, 16).sixteen_or_over).toBeNull();
    expect(ageToday({ date: '1983-04-02' }, TODAY, 16).words).toContain('a guess is no basis');
  });

  it('answers nothing without the setting of law', () => {
    expect(ageToday({ date: '1983-04-02', how_known: 'document' }, TODAY, null).sixteen_or_over).toBeNull();
  });
});
