import { describe, expect, it } from 'vitest';
import type { Fields, Summary } from '../../api/core';
import { accepting, closing, declining, recordingContact, stopping, type Referral } from './answering';
import { isOutOfDate, isStale, panelLines } from './before_contact';
import { closingWords, contactWords, feedbackValue, levelNow } from './feedback';
import { heardBack } from './heard_back';
import { linesOf, type Known } from './inbox';

const ACT = { by: 'linnet', at: '2026-11-22T14:32:00+00:00' };

function referral(fields: Fields): Referral {
  return { record: 'r1', type: 'referral', stream: 'agency/light', fields };
}

describe('what the officer is told', () => {
  it('goes only as far as the person allowed', () => {
    const outcome = 'got_part_of_it';

    expect(closingWords({}, outcome, 'Got part of it')).toBeNull();
    expect(closingWords({ feedback_level: 'nothing' }, outcome, 'Got part of it')).toBeNull();
    expect(closingWords({ feedback_level: 'in_touch' }, outcome, 'Got part of it')).toBe('In touch');
    expect(closingWords({ feedback_level: 'outcome' }, outcome, 'Got part of it')).toBe('Got part of it');
  });

  it('never holds the outcome where only being in touch may be told', () => {
    const value = feedbackValue({ feedback_level: 'in_touch' }, 'In touch', 'got_part_of_it', ACT.at);

    expect(value).toEqual({ in_touch: true, words: 'In touch', at: ACT.at });
  });

  it('is nothing from the moment they say stop', () => {
    for (const stopped of ['stop_telling_police', 'stop_everything']) {
      expect(levelNow({ feedback_level: 'outcome', stopped })).toBe('nothing');
    }
  });

  it('is said at the first contact and not again', () => {
    expect(contactWords({ feedback_level: 'in_touch' })).toBe('In touch');
    expect(contactWords({ feedback_level: 'in_touch', feedback: { words: 'In touch' } })).toBeNull();
  });
});

describe('what an act writes', () => {
  it('makes the work on a referral with its first contact, and tells the officer in the same save', () => {
    const contact = { at: ACT.at, how: 'in_person', reached: 'yes' } as const;

    const [work, told] = recordingContact(referral({ feedback_level: 'in_touch' }), null, contact, ACT);

    expect(work).toMatchObject({ type: 'referral_work', record: null, set: { referral: 'r1', worker: 'linnet' } });
    expect(told?.set).toEqual({ feedback: { in_touch: true, words: 'In touch', at: ACT.at } });
  });

  it('tells nobody of an attempt that reached nobody', () => {
    const contact = { at: ACT.at, how: 'call', reached: 'no' } as const;

    const intents = recordingContact(referral({ feedback_level: 'outcome' }), null, contact, ACT);

    expect(intents.map((intent) => intent.type)).toEqual(['referral_work']);
  });

  it('closes with the previewed words and with no others', () => {
    const intents = closing(referral({ feedback_level: 'in_touch' }), null, { outcome: 'moved_on', words: null }, ACT);

    expect(intents.map((intent) => intent.set)).toEqual([
      { referral: 'r1', worker: 'linnet', outcome: 'moved_on', closed_on: '2026-11-22' },
      { answer: { state: 'closed', ...ACT } },
    ]);
  });

  it('answers in the stream in which it was read', () => {
    expect(accepting(referral({}), ACT)).toEqual({
      type: 'referral',
      record: 'r1',
      stream: 'agency/light',
      set: { answer: { state: 'accepted', ...ACT } },
    });
    expect(declining(referral({}), { why: 'other', words: 'Moved' }, ACT).set).toEqual({
      answer: { state: 'declined', why: 'other', why_other: 'Moved', ...ACT },
    });
    expect(stopping(referral({}), 'stop_everything').set).toEqual({ stopped: 'stop_everything' });
  });
});

describe('before any contact', () => {
  const words = {
    methods: [{ value: 'by_worker', label: 'By a worker only' }],
    days: [
      { value: 'tuesday', label: 'Tuesday' },
      { value: 'thursday', label: 'Thursday' },
    ],
    nameOf: () => 'PC Wren',
    dayOf: (date: string) => date,
  };

  it('reads the way, the days in the order of the week, and what must never be', () => {
    const safe = {
      how: 'by_worker',
      by_whom: 'Nia',
      days: ['thursday', 'tuesday'],
      from_hour: '10:00',
      to_hour: '14:00',
      never: 'No voicemail, no letter',
    };

    expect(panelLines(safe, words)).toEqual([
      ['How', 'By a worker only: Nia'],
      ['When', 'Tuesday, Thursday, 10:00 to 14:00'],
      ['Never', 'No voicemail, no letter'],
    ]);
  });

  it('allows no contact when nobody has asked how it is safe', () => {
    expect(panelLines(undefined, words)[0]?.[1]).toContain('Make no contact');
  });

  it('is stale after 24 hours, and when it was never complete', () => {
    const now = new Date('2026-11-22T14:32:00Z');

    expect(isStale('2026-11-21T14:33:00Z', now)).toBe(false);
    expect(isStale('2026-11-21T14:31:00Z', now)).toBe(true);
    expect(isStale(null, now)).toBe(true);
  });

  it('is true to the end of its last day', () => {
    expect(isOutOfDate({ true_until: '2026-11-22' }, '2026-11-22')).toBe(false);
    expect(isOutOfDate({ true_until: '2026-11-21' }, '2026-11-22')).toBe(true);
  });
});

function summary(record: string, fields: Fields): Summary {
  return { record, type: 'referral', changed_at: '2026-11-20T09:00:00+00:00', fields } as unknown as Summary;
}

describe('heard back', () => {
  it('says the words that were allowed, else the answer, newest first, and nothing seen before', () => {
    const rows = [
      summary('r1', { reference: 'R-011', answer: { state: 'declined', why: 'full', at: '2026-11-20T09:00:00+00:00' } }),
      summary('r2', {
        reference: 'R-022',
        answer: { state: 'accepted', at: '2026-11-20T09:00:00+00:00' },
        feedback: { words: 'In touch', at: '2026-11-21T09:00:00+00:00' },
      }),
      summary('r3', { reference: 'R-030' }),
      summary('r4', { reference: 'R-001', answer: { state: 'accepted', at: '2026-11-01T09:00:00+00:00' } }),
    ];

    const news = heardBack(rows, '2026-11-10T00:00:00+00:00').map((each) => `${each.reference}, ${each.words}`);

    expect(news).toEqual(['R-022, in touch', 'R-011, declined, full']);
  });
});

describe('the lists', () => {
  function known(record: string, state: string, worker: string | null, answer_by: string): Known {
    return { row: summary(record, { answer_by }), state, worker };
  }

  it('put what is due soonest first, mine apart, and the departed with a date among what is done', () => {
    const all = [
      known('late', 'sent', null, '2026-11-25'),
      known('soon', 'overdue', null, '2026-11-21'),
      known('mine', 'accepted', 'linnet', '2026-11-21'),
      known('closed', 'closed', 'linnet', '2026-11-01'),
    ];
    const gone = [{ stream: 'agency/light', reference: 'R-019', why: 'withdrawn', at: '2026-11-21T10:00:00+00:00' }];

    const named = (view: 'inbox' | 'mine' | 'done'): string[] =>
      linesOf(view, all, gone, 'linnet').map((line) => (line.kind === 'departed' ? line.departed.reference ?? '' : line.known.row.record));

    expect(named('inbox')).toEqual(['soon', 'late']);
    expect(named('mine')).toEqual(['mine']);
    expect(named('done')).toEqual(['R-019', 'closed']);
  });
});
