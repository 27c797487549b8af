import { describe, expect, it } from 'vitest';
import { numberOn, settingOn, wordingOn, type LegalSetting } from './legal';

function setting(record: string, fields: Record<string, unknown>): LegalSetting {
  return { record, fields: { in_force: true, ...fields } };
}

const SETTINGS = [
  setting('s1', { key: 'notice_fixed_penalty', value: '100', from: '2014-10-20', to: '2026-06-30' }),
  setting('s2', { key: 'notice_fixed_penalty', value: '500', from: '2026-07-01' }),
  setting('s3', {
    key: 'warning_consequence',
    from: '2014-10-20',
    wording: [{ element: 'en', language: 'en', text: 'A notice may follow.' }],
  }),
];

describe('a setting of law', () => {
  it('is the one in force on the day, both ends included', () => {
    expect(numberOn(SETTINGS, 'notice_fixed_penalty', '2026-06-30')).toBe(100);
    expect(numberOn(SETTINGS, 'notice_fixed_penalty', '2026-07-01')).toBe(500);
    expect(settingOn(SETTINGS, 'notice_fixed_penalty', '2014-10-19')).toBeNull();
  });

  it('can say that nothing is in force', () => {
    const ended = [...SETTINGS, setting('s4', { key: 'notice_fixed_penalty', in_force: false, from: '2026-11-01' })];

    expect(numberOn(ended, 'notice_fixed_penalty', '2026-11-22')).toBeNull();
  });

  it('has words in a language or none at all', () => {
    expect(wordingOn(SETTINGS, 'warning_consequence', '2026-11-22', 'en')).toBe('A notice may follow.');
    expect(wordingOn(SETTINGS, 'warning_consequence', '2026-11-22', 'ro')).toBeNull();
    expect(wordingOn(SETTINGS, 'warning_ask_for_change', '2026-11-22', 'en')).toBeNull();
  });
});
