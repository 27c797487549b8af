/** What a support worker's acts write: `answer`, `feedback` and `stopped` on the referral, the rest in the agency's own stream. */
import type { Fields, FieldValue, Id, Intent, Moment, RecordView } from '../../api/core';
import { contactWords, feedbackValue } from './feedback';

/** As much of a record as a change to it needs: a view or a row of a list. */
export type Target = Pick<RecordView, 'record' | 'type' | 'stream'>;
export type Referral = Target & Pick<RecordView, 'fields'>;

/** Who acts, and when. */
export interface Act {
  readonly by: Id;
  readonly at: Moment;
}

export interface Declining {
  readonly why: string;
  /** With *Other*. */
  readonly words: string;
}

/** One entry of `referral_work.contacts`. */
export interface Contact {
  readonly at: Moment;
  readonly how: string;
  readonly how_other?: string;
  readonly who?: string;
  readonly reached: 'yes' | 'no';
  readonly words?: string;
}

/** Accepts the referral. */
export function accepting(referral: Target, act: Act): Intent {
  return onReferral(referral, { answer: { state: 'accepted', ...act } });
}

/** "Cannot take it", with its reason. */
export function declining(referral: Target, { why, words }: Declining, act: Act): Intent {
  const reason = words === '' ? { why } : { why, why_other: words };
  return onReferral(referral, { answer: { state: 'declined', ...reason, ...act } });
}

/** Passes it on to an agency that the person named. */
export function passingOn(referral: Target, to: Id, act: Act): Intent {
  return onReferral(referral, { answer: { state: 'passed_on', passed_to: to, ...act } });
}

/** "She changed her mind": in force at once; *stop everything* takes the record away at the next sync. */
export function stopping(referral: Target, stopped: string): Intent {
  return onReferral(referral, { stopped });
}

/** A contact or an attempt; the first one that reached her tells the officer what she allowed. */
export function recordingContact(referral: Referral, work: Target | null, contact: Contact, act: Act): Intent[] {
  const words = contact.reached === 'yes' ? contactWords(referral.fields) : null;
  const intents = [onWork(referral, work, { contacts: { add: [contact], remove: [] } }, act)];
  return words === null
    ? intents
    : [...intents, onReferral(referral, { feedback: feedbackValue(referral.fields, words, null, act.at) })];
}

/** Closes with an outcome. words: what `closingWords` previewed; null sends nothing. */
export function closing(
  referral: Referral,
  work: Target | null,
  { outcome, words }: { readonly outcome: string; readonly words: string | null },
  act: Act,
): Intent[] {
  const closed_on = act.at.slice(0, 10);
  const answer: Fields = { answer: { state: 'closed', ...act } };
  const feedback = words === null ? {} : { feedback: feedbackValue(referral.fields, words, outcome, act.at) };
  return [onWork(referral, work, { outcome, closed_on }, act), onReferral(referral, { ...answer, ...feedback })];
}

/** A note of the agency's own; police cannot open it. */
export function noting(referral: Target, text: string, act: Act): Intent {
  const set = { referral: referral.record, text, by: act.by, written_at: act.at };
  return { type: 'casenote', record: null, stream: referral.stream, set };
}

function onReferral(referral: Target, set: Fields): Intent {
  return { type: referral.type, record: referral.record, stream: referral.stream, set };
}

/** The work on a referral is made with the first thing that is done. */
function onWork(referral: Target, work: Target | null, set: Readonly<Record<string, FieldValue>>, act: Act): Intent {
  return work === null
    ? {
        type: 'referral_work',
        record: null,
        stream: referral.stream,
        set: { referral: referral.record, worker: act.by, ...set },
      }
    : { type: work.type, record: work.record, stream: work.stream, set };
}
