import { describe, expect, it } from 'vitest';
import type { Clash, ClashValue, HistoryEntry, RecordView } from '../../api/core';
import { needsProof, type ClashRule } from './protection';
import { askingIntents, beforeBoth, reasonText, REASON_LIMIT, settlingIntent, tellingIntents } from './settle';

const AGE: ClashRule = {
  policy: 'protective',
  protective: ['under_18', 'could_be_under_18', 'adult_believed', 'adult_known'],
  protective_part: 'view',
};
const CHILD = { view: 'could_be_under_18' };
const ADULT = { view: 'adult_believed' };

describe('proof', () => {
  it('is needed for the less protective of two values and not for the other', () => {
    expect(needsProof(AGE, ADULT, [CHILD, ADULT])).toBe(true);
    expect(needsProof(AGE, CHILD, [CHILD, ADULT])).toBe(false);
  });

  it('is not needed to choose what nobody can rank, since that is the most protective', () => {
    expect(needsProof(AGE, { view: 'a_newer_view' }, [CHILD, ADULT])).toBe(false);
    expect(needsProof(AGE, ADULT, [{ view: 'a_newer_view' }, ADULT])).toBe(true);
  });

  it('is always needed where nothing is in force while values clash', () => {
    const plate: ClashRule = { policy: 'protective', protective: [] };

    expect(needsProof(plate, { plate: 'LH42KWJ' }, [{ plate: 'LH42KVJ' }])).toBe(true);
  });

  it('is not asked for a field that protects nobody', () => {
    expect(needsProof({ policy: 'decide' }, 'one', ['other'])).toBe(false);
  });
});

const CLASH: Clash = { field: 'age', values: [value('c1', 'wren', CHILD, true), value('c2', 'starling', ADULT, false)] };
const VIEW = { record: 'p1', type: 'person_supported', stream: 'care/harbour' } as RecordView;

function value(change: string, author: string, said: unknown, in_force: boolean): ClashValue {
  const at = '2026-02-03T23:12:00+00:00';
  return { change, author, at, received_at: at, value: said, in_force, saw_other: false, reason: null };
}

describe('a decision', () => {
  it('writes the field and names every value that was on the card', () => {
    const intent = settlingIntent(VIEW, CLASH, { value: ADULT, proof: 'passport seen', why: 'Starling saw it' });

    expect(intent).toEqual({
      type: 'person_supported',
      record: 'p1',
      stream: 'care/harbour',
      set: { age: ADULT },
      resolves: [
        ['c1', 'age'],
        ['c2', 'age'],
      ],
      reason: 'Proof: passport seen. Starling saw it',
    });
  });

  it('keeps a reason within its limit without cutting a character in two', () => {
    const text = reasonText({ value: null, proof: '', why: '👍'.repeat(REASON_LIMIT + 5) });

    expect(Array.from(text)).toHaveLength(REASON_LIMIT);
    expect(text.endsWith('👍')).toBe(true);
  });

  it('asks each officer once', () => {
    const twice: Clash = { field: 'age', values: [...CLASH.values, value('c3', 'wren', ADULT, false)] };

    const owners = askingIntents(VIEW, twice, 'How do you know?', '2026-02-05').map((each) => each.set['owner']);

    expect(owners).toEqual(['wren', 'starling']);
  });
});

describe('those whose value it was', () => {
  it('are told what became of it, without the one who decided', () => {
    const told = tellingIntents(VIEW, CLASH, 'Age: decided.', 'starling').map((each) => [each.type, each.set['owner']]);

    expect(told).toEqual([['task', 'wren']]);
  });
});

describe('what stood before both', () => {
  function entry(change: string, set: Readonly<Record<string, unknown>>): HistoryEntry {
    const at = '2026-02-03T20:00:00+00:00';
    return { change, author: 'wren', op: 'set', at, received_at: at, fields: ['age'], set, reason: null, verdict: null };
  }

  it('is the newest value older than the clash', () => {
    const history = [entry('c0', { age: { view: 'adult_known' } }), entry('c1', {}), entry('c2', { age: ADULT })];

    expect(beforeBoth(history, CLASH)).toEqual({ view: 'adult_known' });
  });

  it('is nothing when the first to write it was one of the two', () => {
    expect(beforeBoth([entry('c1', {}), entry('c2', { age: ADULT })], CLASH)).toBeUndefined();
  });
});
