import { describe, expect, it } from 'vitest';
import type { SyncStatus } from '../api/core';
import { markWords, stripWords } from './sync_words';
import { momentOf } from './time';

const NOW = new Date('2026-11-22T14:32:00Z');
const HOURS_2 = momentOf(new Date(NOW.getTime() - 2 * 3_600_000));
const QUIET: SyncStatus = {
  unsent: 0,
  oldest: null,
  attention: 0,
  drafts: 0,
  running: false,
  reachable: null,
  complete_at: momentOf(NOW),
  sign_in_needed: false,
  carried: { waiting: 0, handed_over: 0 }, files: { waiting: 0, held: false, arrived: 0, bytes: 0 },
  alarm: null,
  clock_off_ms: null,
};

describe('the strip', () => {
  it('says how much is on the phone and how old the oldest of it is', () => {
    expect(stripWords({ ...QUIET, unsent: 3, oldest: HOURS_2 }, NOW)).toEqual({
      text: 'On this phone: 3 · oldest 2 h',
      attention: false,
    });
  });

  it('puts what needs attention before everything else', () => {
    const { text, attention } = stripWords({ ...QUIET, unsent: 3, oldest: HOURS_2, attention: 1 }, NOW);

    expect(text).toBe('Needs attention: 1 · On this phone: 3 · oldest 2 h');
    expect(attention).toBe(true);
  });

  it('never says that all is sent before the first copy is complete', () => {
    expect(stripWords({ ...QUIET, complete_at: null }, NOW).text).toBe('Fetching the first copy');
  });

  it('says that sending waits for a sign-in', () => {
    expect(stripWords({ ...QUIET, sign_in_needed: true }, NOW).text).toBe('sign in to send');
  });
});

describe("a record's mark", () => {
  it('is one of three words, the supervisor a second line', () => {
    expect(markWords({ word: 'on_this_phone', since: HOURS_2 }, NOW).word).toBe('On this phone');
    expect(markWords({ word: 'sent', at: momentOf(NOW), with_supervisor: true }, NOW).second).toBe('With your supervisor');
    const problems = [{ code: 'field_required', path: 'set/age', words: 'This needs an answer.' }];
    expect(markWords({ word: 'needs_attention', problems }, NOW)).toEqual({
      word: 'Needs attention',
      second: 'This needs an answer.',
    });
  });
});
