/** What an officer ticks under *What I have*: each tick is a piece of evidence and an occasion. */
import type { FieldValue, Fields, Id } from '../../api/core';
import { readableDate, wallClock } from './dates';
import { t } from './texts';

/** An entry that can be ticked. Welfare records are never among them (DESIGN rule 5). */
export interface Source {
  readonly record: Id;
  readonly type: SourceType;
  readonly fields: Fields;
}

export type SourceType = (typeof SOURCE_TYPES)[number];
export const SOURCE_TYPES = ['community_report', 'sighting', 'breach_check'] as const;

const KIND_OF: Readonly<Record<SourceType, string>> = {
  community_report: 'resident_report',
  sighting: 'officer_saw',
  breach_check: 'previous_stop',
};

/** Values after a tick or its opposite; elements carry the entry's id, so that two phones tick the same line. */
export function ticked(values: Fields, source: Source, on: boolean): Fields {
  const evidence = without(values['evidence'], source.record);
  const occasions = without(values['occasions'], source.record);
  if (!on) return { evidence, occasions };
  return { evidence: [...evidence, evidenceOf(source)], occasions: [...occasions, occasionOf(source)].sort(byDate) };
}

export function isTicked(values: Fields, source: Id): boolean {
  return elements(values['evidence']).some((each) => each['element'] === source);
}

/** Lines of the evidence list, as the test's *Evidence* names them. */
export function evidenceLines(values: Fields, kinds: Readonly<Record<string, string>>): readonly string[] {
  return elements(values['evidence']).map((each) => {
    const kind = kinds[text(each['kind'])] ?? text(each['kind']);
    const on = text(each['on']);
    return [kind, text(each['reference']), on === '' ? '' : readableDate(on)].filter(Boolean).join(', ');
  });
}

/** "On 2 February 2026 at 22:10, Ropewalk Street. On …": a beginning for the paragraph. */
export function occasionsParagraph(values: Fields): string {
  return elements(values['occasions'])
    .map((each) => {
      const on = text(each['on']) === '' ? '' : t.on(readableDate(text(each['on'])));
      const at = text(each['time']) === '' ? '' : t.at(text(each['time']));
      const street = text(each['street']) === '' ? '' : `, ${text(each['street'])}`;
      const words = text(each['words']) === '' ? '' : `: ${text(each['words'])}`;
      return `${on}${at}${street}${words}`.replace(/[.\s]*$/, '.');
    })
    .join(' ');
}

/** "3 dates: 2 February 2026, 5 February 2026, 9 February 2026": the facts of *persists*. */
export function datesOfOccasions(values: Fields): string {
  const dates = [...new Set(elements(values['occasions']).map((each) => text(each['on'])))].filter(Boolean).sort();
  if (dates.length === 0) return '';
  return `${dates.length} ${dates.length === 1 ? 'date' : 'dates'}: ${dates.map(readableDate).join(', ')}`;
}

function evidenceOf({ record, type, fields }: Source): Fields {
  const { date } = wallClock(text(fields['happened_at']));
  return { element: record, kind: KIND_OF[type], reference: text(fields['reference']), source: record, on: date };
}

/** A resident's own words stay in their report: on the paper they could tell who reported. */
function occasionOf({ record, type, fields }: Source): Fields {
  const { date, time } = wallClock(text(fields['happened_at']));
  const street = text((fields['place'] as Fields | undefined)?.['street']);
  const basis = type === 'community_report' ? 'told_by_another' : 'saw';
  const words = type === 'community_report' ? '' : text(fields['words']).slice(0, WORDS_MAX);
  return { element: record, on: date, time, street, ...(words === '' ? {} : { words }), basis, source: record };
}

const WORDS_MAX = 500;

function without(value: FieldValue, element: Id): readonly Fields[] {
  return elements(value).filter((each) => each['element'] !== element);
}

function elements(value: FieldValue): readonly Fields[] {
  return Array.isArray(value) ? (value as readonly Fields[]) : [];
}

function byDate(one: Fields, other: Fields): number {
  return `${text(one['on'])}${text(one['time'])}`.localeCompare(`${text(other['on'])}${text(other['time'])}`);
}

function text(value: FieldValue): string {
  return typeof value === 'string' ? value : '';
}
