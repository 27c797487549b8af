/** What a supervisor's decision on a clash writes: the field itself, naming every value that was seen. */
import type { Clash, ClashValue, FieldValue, HistoryEntry, Id, Intent, RecordView } from '../../api/core';
import { t } from './texts';

/** A change's `reason` keeps within this many code points, proof included. */
export const REASON_LIMIT = 500;

export interface Decision {
  readonly value: FieldValue;
  /** What was seen that proves a less protective value; empty where none is needed. */
  readonly proof: string;
  /** Why, in the supervisor's words; never empty. */
  readonly why: string;
}

/** The change that settles `clash`: it resolves every value that stood on the card, and those alone. */
export function settlingIntent(view: RecordView, clash: Clash, decision: Decision): Intent {
  return {
    type: view.type,
    record: view.record,
    stream: view.stream,
    set: { [clash.field]: decision.value },
    resolves: clash.values.map((each) => [each.change, clash.field] as const),
    reason: reasonText(decision),
  };
}

/** Proof first, so that whoever reads the history sees what the decision rests on. */
export function reasonText({ proof, why }: Decision): string {
  const words = proof.trim() === '' ? why.trim() : t.proof(proof.trim(), why.trim());
  return Array.from(words).slice(0, REASON_LIMIT).join('');
}

/**
 * One task for each officer of the clash, in the record's own stream: "Ask both officers".
 *
 * due: local date by which the answer is wanted. question: what they are asked, no person's name in it.
 */
export function askingIntents(view: RecordView, clash: Clash, question: string, due: string): Intent[] {
  return authorsOf(clash).map((owner) => ({
    type: 'task',
    record: null,
    stream: view.stream,
    set: { about: view.record, what: question, owner, due },
  }));
}

/**
 * Tells those whose value it was what became of it: a task each, which their *For you* shows.
 *
 * me: the one who decides, who is not told. words: the decision without a name in it.
 */
export function tellingIntents(view: RecordView, clash: Clash, words: string, me: Id): Intent[] {
  return authorsOf(clash)
    .filter((owner) => owner !== me)
    .map((owner) => ({
      type: 'task',
      record: null,
      stream: view.stream,
      set: { about: view.record, what: words, why: 'review', owner },
    }));
}

/** Those who wrote a clashing value, each once, in ledger order. */
export function authorsOf(clash: Clash): Id[] {
  const authors = clash.values.map((each) => each.author);
  return [...new Set(authors)].filter((author) => author !== null);
}

/** A value of the clash that stands in force now; undefined where protection leaves the field empty. */
export function inForce(clash: Clash): ClashValue | undefined {
  return clash.values.find((each) => each.in_force);
}

/**
 * What the field held before both: the newest older change's value, undefined when it was not asked.
 *
 * Reads the record's history, which keeps every value that is no longer the record's.
 */
export function beforeBoth(history: readonly HistoryEntry[], clash: Clash): FieldValue {
  const first = history.findIndex((entry) => clash.values.some((each) => each.change === entry.change));
  const earlier = history
    .slice(0, Math.max(first, 0))
    .filter((entry) => entry.fields.includes(clash.field) && clash.field in entry.set);
  return earlier.at(-1)?.set[clash.field];
}
