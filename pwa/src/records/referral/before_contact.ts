/** The panel that is read before any contact: how it is safe, and how old this copy of it is. */
import type { Fields, Id, Moment } from '../../api/core';
import { labelOf, type ChoiceOption } from '../../ui/choice';
import { t } from './texts';

/** A copy older than this is not acted on before the app has asked for changes. */
export const FRESH_HOURS = 24;

export interface PanelWords {
  readonly methods: readonly ChoiceOption[];
  readonly days: readonly ChoiceOption[];
  readonly nameOf: (person: Id) => string;
  readonly dayOf: (date: string) => string;
}

/** Lines of the panel, label and words, the most dangerous thing to get wrong first; unset parts say so where it matters. */
export function panelLines(safe: Fields | undefined, words: PanelWords): readonly (readonly [string, string])[] {
  if (safe === undefined) {
    return [[t.how, t.notAskedMakeNoContact]];
  }
  const said = (part: string): string => text(safe[part]);
  const lines: [string, string][] = [
    [t.how, [labelOf(words.methods, safe['how']), said('by_whom')].filter(Boolean).join(': ')],
    [t.number, said('telephone')],
    [t.when, [daysOf(safe['days'], words.days), hours(said('from_hour'), said('to_hour'))].filter(Boolean).join(', ')],
    [t.never, said('never')],
    [t.ifSomebodyElseAnswers, said('somebody_else_answers')],
    [t.neverTell, said('must_not_know')],
    [t.trueUntil, dated(said('true_until'), words)],
    [t.checked, [dated(said('checked_at').slice(0, 10), words), nameOrNothing(said('checked_by'), words)].filter(Boolean).join(', ')],
  ];
  return lines.filter(([, value]) => value !== '');
}

/** Whether the copy is too old to act on: never complete, or longer ago than `FRESH_HOURS`. */
export function isStale(complete_at: Moment | null, now: Date): boolean {
  return complete_at === null || now.getTime() - Date.parse(complete_at) > FRESH_HOURS * 3_600_000;
}

/** Whether the way to reach them was said to be true only until a day that has passed. today: local date. */
export function isOutOfDate(safe: Fields | undefined, today: string): boolean {
  const until = text(safe?.['true_until']);
  return until !== '' && until < today;
}

function daysOf(days: unknown, names: readonly ChoiceOption[]): string {
  if (!Array.isArray(days)) {
    return '';
  }
  // In the order of the week, whatever the order of the list.
  return names
    .filter((name) => days.includes(name.value))
    .map((name) => name.label)
    .join(', ');
}

function hours(from: string, to: string): string {
  if (from === '' && to === '') {
    return '';
  }
  if (from === '') {
    return t.notAfter(to);
  }
  return to === '' ? t.notBefore(from) : t.to(from, to);
}

function dated(date: string, words: PanelWords): string {
  return date === '' ? '' : words.dayOf(date);
}

function nameOrNothing(person: string, words: PanelWords): string {
  return person === '' ? '' : words.nameOf(person);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
