/**
 * What the officer hears back about a referral: the agency's answer and the words that the person allowed.
 *
 * Today's *For you* shows it ("Heard back: referral R-022, in touch"). No name is in it, and no word
 * that is not already on the referral.
 */
import type { Fields, Id, Moment, Summary } from '../../api/core';
import { t } from './texts';

export interface HeardBack {
  readonly record: Id;
  readonly reference: string;
  /** `in touch`, `declined, full`, `passed on`: goes after the reference. */
  readonly words: string;
  readonly at: Moment;
}

/**
 * News of the referrals among `rows`, newest first; those without an answer are left out.
 *
 * since: news at or before this moment has been seen; null: nothing has.
 */
export function heardBack(rows: readonly Summary[], since: Moment | null): readonly HeardBack[] {
  return rows
    .filter((row) => row.type === 'referral')
    .map(newsOf)
    .filter((news) => news !== null)
    .filter((news) => since === null || Date.parse(news.at) > Date.parse(since))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** The latest word about one referral; null when nobody has answered. */
export function newsOf({ record, fields, changed_at }: Summary): HeardBack | null {
  const reference = text(fields, 'reference');
  const answer = group(fields, 'answer');
  const feedback = group(fields, 'feedback');
  if (text(fields, 'stopped') === 'stop_everything') {
    return { record, reference, words: t.stoppedByTheirChoiceMake, at: changed_at };
  }
  const told = text(feedback, 'words');
  if (told !== '' && text(feedback, 'at') >= text(answer, 'at')) {
    return { record, reference, words: lowerFirst(told), at: text(feedback, 'at') };
  }
  if (text(answer, 'state') === '') {
    return null;
  }
  return { record, reference, words: answerWords(answer), at: text(answer, 'at') || changed_at };
}

/** Values of choices are the words themselves with underscores, so the list is not needed on Today. */
function answerWords(answer: Fields): string {
  const state = text(answer, 'state').replaceAll('_', ' ');
  const why = text(answer, 'why');
  const reason = why === 'other' ? text(answer, 'why_other') : why.replaceAll('_', ' ');
  return reason === '' ? state : `${state}, ${lowerFirst(reason)}`;
}

function group(fields: Fields, name: string): Fields {
  const value = fields[name];
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
