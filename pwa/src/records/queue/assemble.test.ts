import { describe, expect, it } from 'vitest';
import type { Fields } from '../../api/core';
import { PERSON_SUPPORTED } from '../person_supported.gen';
import { REFERRAL } from '../referral.gen';
import { WARNING } from '../warning.gen';
import { deskOf } from './assemble';
import { NOW, row } from './desk.fixture';
import { queueOf } from './queue';

const DECLARED = new Map([WARNING, REFERRAL, PERSON_SUPPORTED].map((each) => [each.name, each]));

function items(rows: ReturnType<typeof row>[], marked: readonly string[] = []) {
  const parts = { now: NOW, rows, declared: DECLARED, personOf: () => 'PC Wren', marked: new Set(marked) };
  return queueOf(deskOf(parts), 'kestrel').map((item) => ({ kind: item.kind, why: item.why, harmless: item.harmless }));
}

function warning(fields: Fields) {
  return row('warning', 'w1', { fields: { submitted: '2026-11-22T01:00:00+00:00', recipient_kind: 'body', ...fields } });
}

describe('warnings by the rules of the definition', () => {
  it('wait when the recipient could be a victim', () => {
    expect(items([warning({ could_be_victim: 'maybe' })])[0]?.why).toContain('Could be a victim');
  });

  it('wait when a mark stands against the recipient, and do not say why', () => {
    expect(items([warning({})], ['w1'])[0]?.why).toBe('Warning waits: Sergeant first');
  });

  it('leave the queue with a decision about the last change, and come back with a later change', () => {
    const decided = (change: string) => row('decision', 'd1', { fields: { about: 'w1', about_change: change, kind: 'refuse' } });

    expect(items([warning({ could_be_victim: 'yes' }), decided('w1-last')])).toEqual([]);
    expect(items([warning({ could_be_victim: 'yes' }), decided('w1-older')])).toHaveLength(1);
  });

  it('do not wait once they are given', () => {
    expect(items([warning({ could_be_victim: 'maybe', given: { at: 'x' }, ends: '2027-01-01' })])).toEqual([]);
  });
});

describe('referrals by their ground', () => {
  const fields = { submitted: 'x', to_agency: 'light', answer_by: '2026-11-20T02:14:00+00:00' };
  const referral = row('referral', 'r1', { fields });
  const basis = (more: Fields) => row('referral_basis', 'b1', { fields: { referral: 'r1', person: 'p1', ...more } });
  const agreement = (more: Fields) => row('agreement', 'a1', { fields: { person: 'p1', agency: 'light', ...more } });

  it('are overdue only while the agency has them', () => {
    expect(items([referral, basis({}), agreement({ state: 'given' })])).toMatchObject([{ kind: 'referral_overdue' }]);
    expect(items([referral, basis({ lawful_basis: 'child' })])).toMatchObject([{ kind: 'referral_overdue' }]);
    expect(items([referral, basis({}), agreement({ state: 'ask_again' })])).toEqual([]);
    expect(items([referral, basis({}), agreement({ state: 'given', until: '2026-11-01' })])).toEqual([]);
  });
});

it('tells a protective field from another by its definition', () => {
  const clash = (field: string) => row('person_supported', 'p1', { clashing: [field] });

  expect(items([clash('age')])[0]?.kind).toBe('protective_clash');
  expect(items([clash('description')])[0]?.kind).toBe('clash');
  expect(items([clash('age')])[0]?.why).toContain('the more protective value is in force');
});
