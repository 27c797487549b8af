/** Records as screens show them, what is asked about them, and what is written to them. */
import type { FieldValue, Fields, Id, Moment, Problem } from './values';

/** The three words. `sent.at` is the server's time in the verified receipt. */
export type SyncMark =
  | { readonly word: 'on_this_phone'; readonly since: Moment }
  | { readonly word: 'sent'; readonly at: Moment; readonly with_supervisor: boolean }
  | { readonly word: 'needs_attention'; readonly problems: readonly Problem[] };

export interface ClashValue {
  readonly change: Id;
  readonly author: Id | null;
  readonly at: Moment;
  readonly received_at: Moment;
  readonly value: FieldValue;
  readonly in_force: boolean;
  readonly saw_other: boolean;
  readonly reason: string | null;
}

export interface Clash {
  readonly field: string;
  readonly values: readonly ClashValue[];
}

export interface HistoryEntry {
  readonly change: Id;
  readonly author: Id | null;
  readonly op: 'create' | 'set';
  readonly at: Moment;
  /** Null while it is only on this phone. */
  readonly received_at: Moment | null;
  readonly fields: readonly string[];
  readonly set: Fields;
  readonly reason: string | null;
  readonly verdict: string | null;
  /** Its words were destroyed. */
  readonly erased?: boolean;
}

export interface Late {
  readonly change: Id;
  readonly author: Id | null;
  readonly at: Moment;
  readonly received_at: Moment;
  readonly set: Fields;
  readonly why: string;
}

export interface Flag {
  readonly code: string;
  readonly change: Id | null;
  readonly field: string | null;
}

/** A record as the phone shows it: what the server said, with this phone's pending changes laid over it. */
export interface RecordView {
  readonly record: Id;
  readonly type: string;
  readonly stream: string;
  /** 0 while the server has not said anything about it. */
  readonly version: number;
  readonly last_change: Id | null;
  readonly created: { readonly author: Id | null; readonly at: Moment; readonly received_at: Moment | null };
  readonly changed: { readonly author: Id | null; readonly at: Moment; readonly received_at: Moment | null };
  readonly fields: Fields;
  readonly clashes: readonly Clash[];
  readonly late: readonly Late[];
  readonly flags: readonly Flag[];
  readonly history: readonly HistoryEntry[];
  readonly mark: SyncMark;
  /** This install created it. */
  readonly own: boolean;
  /** Names of fields of which a value was erased and nothing has been said since. */
  readonly erased?: readonly string[];
  readonly linked?: LinkedPeople;
}

/** What is in force for all records of one person: the highest risk, the strictest answer. */
export interface LinkedPeople {
  readonly with: readonly Id[];
  readonly risk?: string | null;
  readonly state?: string | null;
}

/** What lists and search need, without decrypting the whole record. */
export interface Summary {
  readonly record: Id;
  readonly type: string;
  readonly stream: string;
  readonly created_at: Moment;
  readonly changed_at: Moment;
  readonly author: Id | null;
  /** Fields marked for lists in the definitions (`title` and the ones that states, rules and links need). */
  readonly fields: Fields;
  readonly clashing: readonly string[];
  readonly flags: readonly string[];
  readonly late: number;
  readonly last_change: Id | null;
  readonly mark: SyncMark;
  readonly own: boolean;
}

export interface Query {
  readonly types?: readonly string[];
  /** Only those whose field equals the value: `{"about": id}`, `{"patrol": id}`. */
  readonly where?: Fields;
  readonly author?: Id;
  readonly own?: boolean;
  readonly stream?: string;
  readonly newest_first?: boolean;
  readonly limit?: number;
  readonly offset?: number;
}

/** One change to make. The core fills in id, dseq, prev, base, after, seen, at, salt and signs it. */
export interface Intent {
  readonly type: string;
  /** Null makes a new record (a paired type gets its derived id). */
  readonly record: Id | null;
  /** With `record` null: the id that the new record gets, where another intent of the same save names it. */
  readonly new_record?: Id;
  /** Home stream for a create, e.g. `care/harbour`; for a set, the stream in which it was read. */
  readonly stream: string;
  /** In the form of PROTOCOL section 5. */
  readonly set: Fields;
  /**
   * `last_change` of the view that the author had in sight, for a draft that was opened earlier.
   * Left out: of the view that `record()` gave out last, which is what the screen shows.
   */
  readonly base?: Id | null;
  readonly resolves?: readonly (readonly [Id, string])[];
  readonly reason?: string;
  /** The draft that this settles: dropped in the same transaction. */
  readonly draft?: Id;
}

export interface Saved {
  readonly record: Id;
  readonly change: Id;
  readonly reference: string | null;
  readonly at: Moment;
}

export interface Draft {
  readonly draft: Id;
  readonly type: string;
  readonly record: Id | null;
  readonly stream: string | null;
  /** Route of the screen that goes on with it. */
  readonly route: string;
  readonly title: string;
  readonly values: Fields;
  readonly saved_at: Moment;
}

export interface PendingChange {
  readonly change: Id;
  readonly record: Id;
  readonly type: string;
  readonly at: Moment;
  readonly mark: SyncMark;
  readonly verdict: string | null;
  readonly set: Fields;
}

/** A referral that left this agency: nothing is kept but this. */
export interface Departed {
  readonly stream: string;
  readonly reference: string | null;
  readonly why: string;
  readonly at: Moment;
}
