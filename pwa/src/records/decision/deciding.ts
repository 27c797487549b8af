/** What a supervisor's decision writes: a record of its own, about one change of another, in that one's stream. */
import type { Id, Intent, RecordView } from '../../api/core';

export type DecisionKind = 'approve' | 'return' | 'allow' | 'refuse' | 'apply' | 'reject';

/** What was typed with it; empty text is left out. */
export interface DecisionWords {
  /** Name of the field that a return sends the officer to. */
  readonly field?: string;
  readonly comment?: string;
  readonly reasons?: string;
  readonly proof?: string;
}

/** Where a decision is filed. */
export type About = Pick<RecordView, 'record' | 'stream'>;

/** A decision about `change`, which is the record's last one except for what came late. */
export function deciding(about: About, change: Id, kind: DecisionKind, words: DecisionWords = {}): Intent {
  const said = Object.entries(words as Readonly<Record<string, string>>).filter(([, text]) => text.trim() !== '');
  return {
    type: 'decision',
    record: null,
    stream: about.stream,
    set: { about: about.record, about_change: change, kind, ...Object.fromEntries(said) },
  };
}

/** Words that the decision still needs, by field; empty when it can be saved. */
export function wordsMissing(kind: DecisionKind, words: DecisionWords): readonly (keyof DecisionWords)[] {
  const needed: Readonly<Partial<Record<DecisionKind, keyof DecisionWords>>> = {
    return: 'comment',
    allow: 'reasons',
    refuse: 'reasons',
    reject: 'reasons',
  };
  const field = needed[kind];
  return field === undefined || (words[field] ?? '').trim() !== '' ? [] : [field];
}
