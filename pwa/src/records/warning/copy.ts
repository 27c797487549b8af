/**
 * The written copy in English: what the recipient reads on the phone, and what is printed.
 *
 * Every word about the law comes from the settings in force; kinds of exception are printed and
 * addresses never are. No evidence reference, no reporter, nothing from any welfare record is in it.
 */
import type { FieldValue, Fields } from '../../api/core';
import { readableDate, weekday } from './dates';
import { paper } from './paper';
import { LEGAL_KEYS, numberOn, settingOn, wordingOn, type LegalSetting } from './legal';

export interface CopySection {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly list: readonly string[];
}

export interface WrittenCopy {
  readonly title: string;
  readonly to: readonly string[];
  readonly dated: string;
  readonly reference: string;
  readonly sections: readonly CopySection[];
  readonly from: readonly string[];
  /** Which version of the law is printed. */
  readonly law: string;
}

/** Names and labels that the copy needs beside the record. */
export interface CopyNames {
  readonly issuer: string;
  /** "Constable", by the field's choices. */
  readonly issuer_role: string;
  readonly agency: string;
  /** value → label of the exceptions. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/** today: the local date on which it is given; it begins then unless the record says otherwise. */
export function writtenCopy(
  values: Fields,
  settings: readonly LegalSetting[],
  names: CopyNames,
  today: string,
): WrittenCopy {
  const begins = text(values['begins']) || today;
  return {
    title: paper.title,
    to: [text(values['name']), text(values['address'])].filter(Boolean),
    dated: readableDate(today),
    reference: text(values['reference']),
    sections: [
      whatHappened(values),
      whatMustStop(values),
      whereWhenUntil(values, begins),
      whatIsAllowed(values, names),
      section(paper.whatMayFollow, [consequenceText(values, settings, today) ?? '']),
      section(paper.askUs, [askForChange(settings, today) ?? '']),
    ].filter(({ paragraphs, list }) => paragraphs.length + list.length > 0),
    from: [names.issuer, `${names.issuer_role} ${text(values['authority_number'])}`.trim(), names.agency].filter(Boolean),
    law: lawPrinted(settings, today),
  };
}

/**
 * "What may follow" with amounts in place of `{notice_fine_individual}` and the like; what the record
 * already says wins. Null: the wording, or an amount that it names, is not on this phone.
 */
export function consequenceText(values: Fields, settings: readonly LegalSetting[], today: string): string | null {
  const written = text(values['consequence_text']);
  if (written !== '') return written;
  const wording = wordingOn(settings, LEGAL_KEYS.consequence, today, paper.language);
  if (wording === null) return null;
  const amounts = wording.replace(/\{(\w+)\}/g, (whole, key: string) => pounds(numberOn(settings, key, today)) ?? whole);
  return /\{\w+\}/.test(amounts) ? null : amounts;
}

/** How to ask for a change; null when the wording is not on this phone. */
export function askForChange(settings: readonly LegalSetting[], today: string): string | null {
  return wordingOn(settings, LEGAL_KEYS.ask_for_change, today, paper.language);
}

/** Ids of the settings that the copy prints, for the record. */
export function settingsPrinted(settings: readonly LegalSetting[], today: string): readonly string[] {
  const keys = [LEGAL_KEYS.consequence, LEGAL_KEYS.ask_for_change, ...amountKeys(settings, today)];
  return keys.flatMap((key) => settingOn(settings, key, today)?.record ?? []).sort();
}

/** Everything in order, as plain text: for reading aloud. */
export function copyAsText(copy: WrittenCopy): string {
  const parts = copy.sections.map(({ heading, paragraphs, list }) =>
    [`${heading}.`, ...paragraphs, ...list.map((line) => `${line}.`)].join('\n'),
  );
  return [copy.title, ...parts].join('\n\n');
}

function whatHappened(values: Fields): CopySection {
  const effect = text(record(values['test_effect'])['facts']);
  const paragraphs = [text(values['what_happened'])];
  if (effect !== '') paragraphs.push(paper.harms(effect));
  return section(paper.whatHappened, paragraphs);
}

function whatMustStop(values: Fields): CopySection {
  const by = values['comply'] === 'by_date' ? paper.by(date(values['comply_by'])) : paper.atOnce;
  return section(paper.whatMustStop, [by], conditionsOf(values).map((each) => text(each['text'])));
}

function whereWhenUntil(values: Fields, begins: string): CopySection {
  const several = conditionsOf(values).length > 1;
  const lines = conditionsOf(values).map((condition, index) => {
    const where = text(condition['area_words']) || paper.everywhere;
    const number = several ? paper.point(index + 1) : '';
    return `${number}${where}; ${hoursInWords(condition)}${datesInWords(condition)}`;
  });
  const ends = date(values['ends']);
  const again = date(values['review_on']);
  const paragraphs = [paper.fromUntil(readableDate(begins), ends)];
  if (again !== '') paragraphs.push(paper.lookAgain(again));
  return section(paper.whereWhenUntil, paragraphs, lines);
}

function whatIsAllowed(values: Fields, names: CopyNames): CopySection {
  const kinds = new Set(conditionsOf(values).flatMap((each) => strings(each['exceptions'])));
  const list = Object.keys(names.exceptions).filter((kind) => kinds.has(kind)).map((kind) => names.exceptions[kind] ?? kind);
  const paragraph = list.length === 0 ? paper.anythingElse : paper.mayBeThere;
  return section(paper.whatIsAllowed, [paragraph], list);
}

/** "every day 19:00 to 05:00", "Friday and Saturday, all day". */
export function hoursInWords(condition: Fields): string {
  const days = strings(condition['days']);
  const named = WEEK.filter((day) => days.includes(day));
  const which = named.length === 0 || named.length === WEEK.length ? paper.everyDay : paper.days(named);
  const [from, to] = [text(condition['from_hour']), text(condition['to_hour'])];
  return from === '' || to === '' ? paper.allDay(which) : paper.hours(which, from, to);
}

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

function datesInWords(condition: Fields): string {
  const [from, to] = [date(condition['from']), date(condition['to'])];
  return `${from === '' ? '' : paper.begins(from)}${to === '' ? '' : paper.ends(to)}`;
}

function lawPrinted(settings: readonly LegalSetting[], today: string): string {
  const setting = settingOn(settings, LEGAL_KEYS.consequence, today);
  if (setting === null) return '';
  return paper.law(readableDate(today), text(setting.fields['source']), date(setting.fields['from']));
}

function amountKeys(settings: readonly LegalSetting[], today: string): readonly string[] {
  const wording = wordingOn(settings, LEGAL_KEYS.consequence, today, paper.language) ?? '';
  return [...wording.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '');
}

function pounds(amount: number | null): string | null {
  return amount === null ? null : `£${amount.toLocaleString('en-GB')}`;
}

function section(heading: string, paragraphs: readonly string[], list: readonly string[] = []): CopySection {
  return { heading, paragraphs: paragraphs.filter(Boolean), list: list.filter(Boolean) };
}

function conditionsOf(values: Fields): readonly Fields[] {
  const held = values['conditions'];
  return Array.isArray(held) ? (held as readonly FieldValue[]).map(record) : [];
}

function date(value: FieldValue): string {
  const held = text(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(held) && weekday(held) >= 0 ? readableDate(held) : '';
}

function text(value: FieldValue): string {
  return typeof value === 'string' ? value.trim() : '';
}

function strings(value: FieldValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly FieldValue[]).filter((each) => typeof each === 'string') : [];
}

function record(value: FieldValue): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
