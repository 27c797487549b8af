import { describe, expect, it } from 'vitest';
import { consequenceText, copyAsText, hoursInWords, settingsPrinted, writtenCopy, type CopyNames } from './copy';
import type { LegalSetting } from './legal';

const TODAY = '2026-01-08';

const SETTINGS: readonly LegalSetting[] = [
  {
    record: 's-consequence',
    fields: {
      key: 'warning_consequence',
      in_force: true,
      from: '2014-10-20',
      source: '2014 Act, ss.43 to 53',
      wording: [
        {
          element: 'en',
          language: 'en',
          text: 'Not following it is not an offence; a notice may follow. A notice not followed: fine up to {notice_fine_individual}.',
        },
      ],
    },
  },
  {
    record: 's-ask',
    fields: {
      key: 'warning_ask_for_change',
      in_force: true,
      from: '2014-10-20',
      wording: [{ element: 'en', text: 'You can ask us at any time to change or withdraw it.' }],
    },
  },
  { record: 's-fine', fields: { key: 'notice_fine_individual', in_force: true, value: '2500', from: '2014-10-20' } },
];

const NAMES: CopyNames = {
  issuer: 'PC Tom Finch',
  issuer_role: 'Constable',
  agency: 'Fairhaven Police',
  exceptions: { home: 'Home', work: 'Work', emergency: 'Emergency' },
};

const ROACH = {
  reference: 'H-7K-0412',
  name: 'Ivor Roach',
  address: '3 Lea Close',
  what_happened: 'On 2 and 5 January you drove round Ropewalk Street and asked people for sex.',
  test_effect: { answer: 'yes', facts: 'Residents cannot sleep.', evidence: ['C-7K-0031'] },
  conditions: [
    {
      element: 'k1',
      text: 'Do not drive round to buy sex.',
      area_words: 'Ropewalk Street, Chandler Row',
      from_hour: '19:00',
      to_hour: '05:00',
      exceptions: ['work', 'home'],
    },
  ],
  comply: 'at_once',
  ends: '2026-07-08',
  review_on: '2026-04-08',
  authority_number: '4471',
  could_be_victim: 'no',
};

describe('the written copy', () => {
  it('says the six things in their order', () => {
    const copy = writtenCopy(ROACH, SETTINGS, NAMES, TODAY);

    expect(copy.sections.map((section) => section.heading)).toEqual([
      'What happened',
      'What must stop',
      'Where, when, until',
      'What is allowed',
      'What may follow',
      'Ask us to change or withdraw it',
    ]);
    expect(copy.from).toEqual(['PC Tom Finch', 'Constable 4471', 'Fairhaven Police']);
    expect(copy.to).toEqual(['Ivor Roach', '3 Lea Close']);
  });

  it('says until when, with the last day included, and when it is looked at again', () => {
    const [, , where] = writtenCopy(ROACH, SETTINGS, NAMES, TODAY).sections;

    expect(where?.paragraphs).toEqual([
      'From 8 January 2026 until the end of 8 July 2026.',
      'We look at it again by 8 April 2026.',
    ]);
    expect(where?.list).toEqual(['Ropewalk Street, Chandler Row; every day 19:00 to 05:00 the next morning']);
  });

  it('prints kinds of exception in the order of the list', () => {
    const allowed = writtenCopy(ROACH, SETTINGS, NAMES, TODAY).sections[3];

    expect(allowed?.list).toEqual(['Home', 'Work']);
  });

  it('prints no evidence, no answer about being a victim, and no reference of a report', () => {
    const read = copyAsText(writtenCopy(ROACH, SETTINGS, NAMES, TODAY));

    expect(read).toContain('Residents cannot sleep.');
    expect(read).not.toContain('C-7K-0031');
    expect(read.toLowerCase()).not.toContain('victim');
  });

  it('names the version of the law', () => {
    expect(writtenCopy(ROACH, SETTINGS, NAMES, TODAY).law).toBe(
      'Law as in force on 8 January 2026 (2014 Act, ss.43 to 53, from 20 October 2014).',
    );
  });
});

describe('what may follow', () => {
  it('takes its amounts from the settings in force', () => {
    expect(consequenceText({}, SETTINGS, TODAY)).toContain('fine up to £2,500.');
    expect(settingsPrinted(SETTINGS, TODAY)).toEqual(['s-ask', 's-consequence', 's-fine']);
  });

  it('is not invented where the wording or an amount is missing', () => {
    expect(consequenceText({}, [], TODAY)).toBeNull();
    expect(consequenceText({}, SETTINGS.slice(0, 2), TODAY)).toBeNull();
  });

  it('stays as it was printed', () => {
    expect(consequenceText({ consequence_text: 'As printed then.' }, SETTINGS, TODAY)).toBe('As printed then.');
  });
});

describe('days and hours in words', () => {
  it('read as people say them', () => {
    expect(hoursInWords({ days: ['saturday', 'friday'] })).toBe('Friday and Saturday, all day');
    expect(hoursInWords({ from_hour: '08:00', to_hour: '16:00' })).toBe('every day 08:00 to 16:00');
  });
});
