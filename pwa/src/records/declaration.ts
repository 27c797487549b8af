/**
 * What a record type is made of, as the app reads it: twin of `sync/fields.py`.
 *
 * The declarations themselves are generated (`<type>.gen.ts`); a key that is left out has the
 * default that stands beside it here.
 */
import type { Role } from '../api/core';
import type { Condition } from '../lib/conditions';

export type Kind =
  | 'text'
  | 'long_text'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'choices'
  | 'texts'
  | 'entries'
  | 'date'
  | 'time'
  | 'moment'
  | 'place'
  | 'position'
  | 'polygons'
  | 'record'
  | 'records'
  | 'person'
  | 'agency'
  | 'plate'
  | 'telephone'
  | 'strokes'
  | 'file'
  | 'hashes'
  | 'group'
  | 'repeated';

export type Policy = 'decide' | 'fixed' | 'latest' | 'append' | 'set' | 'protective' | 'withdrawn';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** False: stands under *More*. Default true. */
  readonly quick?: boolean;
  readonly shown_when?: Condition;
}

export interface Declared {
  readonly name: string;
  readonly kind: Kind;
  readonly label: string;
  readonly hint?: string;
  readonly choices?: readonly Choice[];
  readonly parts?: readonly Declared[];
  /** Record types that a link may name; none: any. */
  readonly targets?: readonly string[];
  readonly limit?: number;
  readonly minimum?: number;
  readonly required?: boolean;
  readonly required_when?: Condition;
  readonly shown_when?: Condition;
  /** Default `decide`. */
  readonly policy?: Policy;
  readonly winner?: 'add' | 'remove';
  readonly protective?: readonly string[];
  readonly protective_part?: string;
  readonly writers?: readonly (Role | 'system')[];
  /** False: holds no words about a person. Default true. */
  readonly personal?: boolean;
  readonly section?: string;
  readonly never_future?: boolean;
  /** A moment by which something is to happen. */
  readonly ahead?: boolean;
}

export interface StateDeclared {
  readonly name: string;
  readonly label: string;
  readonly when: Condition;
}

export interface RuleDeclared {
  readonly code: string;
  readonly strength: 'hard' | 'sergeant' | 'reason';
  readonly when: Condition;
  readonly field: string;
  readonly words: string;
  readonly reason_field?: string;
}

export interface RecordDeclared {
  readonly name: string;
  readonly label: string;
  readonly plural: string;
  readonly home: 'ref' | 'staff' | 'op' | 'care' | 'sup' | 'agency' | 'about';
  readonly fields: readonly Declared[];
  readonly creators: readonly (Role | 'system')[];
  readonly writers: readonly (Role | 'system')[];
  /** Null: final from its first change on. */
  readonly final: Condition | null;
  readonly states: readonly StateDeclared[];
  readonly rules: readonly RuleDeclared[];
  readonly title: readonly string[];
  readonly personal_title: boolean;
  readonly reference_letter: string | null;
  readonly paired: readonly string[];
  readonly marking: 'OFFICIAL' | 'OFFICIAL-SENSITIVE';
  readonly regime: 'part_3' | 'uk_gdpr';
  readonly hint: string | null;
}

/** What is known of a type without loading its form. */
export type RecordBrief = Pick<
  RecordDeclared,
  'name' | 'label' | 'plural' | 'home' | 'creators' | 'title' | 'personal_title' | 'reference_letter' | 'paired' | 'marking'
> & {
  /** Words of the choices that title a row, by value. */
  readonly title_labels: Readonly<Record<string, string>>;
};

/**
 * What laying a change over a record asks of a field (`sync/overlay.py`). Default policy: `set` for
 * `choices`, `texts`, `records` and `hashes`, `append` for `entries`, else `decide`.
 */
export interface FieldShape {
  readonly name: string;
  readonly kind: Kind;
  readonly policy?: Policy;
  readonly protective?: readonly string[];
  readonly protective_part?: string;
  readonly parts?: readonly FieldShape[];
}
