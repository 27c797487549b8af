import { describe, expect, it } from 'vitest';
import { authorityToday } from './authority';

describe('an authority', () => {
  it('is good to the end of its last day', () => {
    const heron = [{ element: 'a1', kind: 'council_authorisation', number: 'FH-2231', to: '2026-11-22' }];

    expect(authorityToday(heron, '2026-11-22')).toEqual({
      issuer_role: 'council_officer',
      authority_number: 'FH-2231',
      authority_to: '2026-11-22',
    });
    expect(authorityToday(heron, '2026-11-23')).toBeNull();
  });

  it('counts only once it has begun and has a number', () => {
    expect(authorityToday([{ kind: 'constable', number: '4471', from: '2026-12-01' }], '2026-11-22')).toBeNull();
    expect(authorityToday([{ kind: 'constable' }], '2026-11-22')).toBeNull();
    expect(authorityToday(undefined, '2026-11-22')).toBeNull();
  });

  it('is the first good one of several', () => {
    const starling = [
      { kind: 'pcso_designation', number: 'D-1', to: '2025-12-31' },
      { kind: 'pcso_designation', number: 'D-2' },
    ];

    expect(authorityToday(starling, '2026-11-22')?.authority_number).toBe('D-2');
  });
});
