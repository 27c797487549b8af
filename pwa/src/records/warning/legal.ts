/**
 * Settings of law by date: the one in force on a day, and its value or wording (DOMAIN G15).
 *
 * Ages, periods, ceilings and the words on the paper come from here and from nowhere else.
 */
import type { FieldValue, Fields, Id } from '../../api/core';

/** Settings that a warning reads. The records officer keeps them; a test of the demonstration needs each. */
export const LEGAL_KEYS = {
  age_minimum: 'warning_age_minimum',
  months_default: 'warning_months_default',
  /** What may follow, no appeal, not an offence, legal advice: printed word for word. */
  consequence: 'warning_consequence',
  /** How to ask for a change or withdrawal: printed word for word. */
  ask_for_change: 'warning_ask_for_change',
} as const;

export interface LegalSetting {
  readonly record: Id;
  readonly fields: Fields;
}

/** The setting of this key that is in force on the day (from and to inclusive); the latest beginning wins. */
export function settingOn(settings: readonly LegalSetting[], key: string, day: string): LegalSetting | null {
  const standing = settings.filter(({ fields }) => fields['key'] === key && stands(fields, day));
  standing.sort((one, other) => text(other.fields['from']).localeCompare(text(one.fields['from'])));
  const first = standing[0];
  return first?.fields['in_force'] === true ? first : null;
}

/** A number that is written in digits; null when the setting is missing or holds none. */
export function numberOn(settings: readonly LegalSetting[], key: string, day: string): number | null {
  const value = text(settingOn(settings, key, day)?.fields['value']);
  return /^\d+$/.test(value) ? Number(value) : null;
}

/** The wording in a language, null where the setting has none in it: words of law are never translated here. */
export function wordingOn(
  settings: readonly LegalSetting[],
  key: string,
  day: string,
  language: string,
): string | null {
  const wording = settingOn(settings, key, day)?.fields['wording'];
  if (!Array.isArray(wording)) return null;
  for (const each of wording as readonly FieldValue[]) {
    if (typeof each !== 'object' || each === null) continue;
    const { element, language: named, text: words } = each as Readonly<Record<string, FieldValue>>;
    if ((named ?? element) === language && typeof words === 'string') return words;
  }
  return null;
}

function stands(fields: Fields, day: string): boolean {
  const [from, to] = [text(fields['from']), text(fields['to'])];
  return from <= day && (to === '' || day <= to);
}

function text(value: FieldValue): string {
  return typeof value === 'string' ? value : '';
}
