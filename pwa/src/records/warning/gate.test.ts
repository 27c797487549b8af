import { describe, expect, it } from 'vitest';
import { gateOf, type Standing } from './gate';

const READY: Standing = { lacks: [], waits: 0, decision: null, submitted: false, given: false, altered: true };
const LACK = { kind: 'hard', field: 'evidence', path: 'evidence', section: '', label: 'Evidence', words: 'Name one.' } as const;

describe('the gate of a warning', () => {
  it('opens when nothing is missing and nothing waits', () => {
    expect(gateOf(READY)).toBe('can_be_given');
  });

  it('stays shut while something is missing, whoever approved it', () => {
    expect(gateOf({ ...READY, lacks: [LACK] })).toBe('incomplete');
    expect(gateOf({ ...READY, lacks: [LACK], decision: 'approve', altered: false })).toBe('incomplete');
  });

  it('waits for a sergeant until one has decided', () => {
    expect(gateOf({ ...READY, waits: 1 })).toBe('ask');
    expect(gateOf({ ...READY, waits: 1, submitted: true, altered: false })).toBe('with_supervisor');
    expect(gateOf({ ...READY, waits: 1, submitted: true, altered: false, decision: 'allow' })).toBe('can_be_given');
  });

  it('asks again when it was altered after the decision', () => {
    expect(gateOf({ ...READY, waits: 1, submitted: true, altered: true, decision: 'allow' })).toBe('ask');
  });

  it('ends at a refusal and comes back with a return', () => {
    expect(gateOf({ ...READY, submitted: true, altered: false, decision: 'refuse' })).toBe('refused');
    expect(gateOf({ ...READY, submitted: true, altered: false, decision: 'return' })).toBe('returned');
  });

  it('is behind a warning that was given', () => {
    expect(gateOf({ ...READY, given: true, lacks: [LACK] })).toBe('given');
  });
});
