/** What is decided online, at a desk: what ended phones left, who opened a record, what is kept apart, what is erased. */
import type { Fields, Id, Moment, Outcome } from './values';

/** A draft that was found on a phone that had been ended: nobody signed it, and it is never in force by itself. */
export interface UnsignedNote {
  readonly id: Id;
  readonly install_code: string;
  readonly person: Id;
  readonly received_at: Moment;
  readonly note: { readonly type: string; readonly record: Id | null; readonly stream: string | null; readonly at: Moment; readonly values: Fields };
  readonly decision: NoteDecision | null;
  readonly reason: string | null;
  readonly decided_by: Id | null;
}

export type NoteDecision = 'copied' | 'not_needed';

/** Somebody opened a record, by the testimony of the phone it was opened on. */
export interface OpenedBy {
  readonly person: Id;
  readonly install_code: string;
  /** By that phone's clock. */
  readonly at: Moment;
  readonly received_at: Moment;
}

/** Something of an install's was kept apart and has to be looked into. */
export interface Alarm {
  readonly install: Id;
  readonly install_code: string;
  readonly label: string;
  readonly person: Id;
  readonly code: string;
  readonly words: string;
  /** The day, UTC, on which they came. */
  readonly day: string;
  readonly count: number;
  readonly last_at: Moment;
  readonly seen_by: Id | null;
}

/** A record as whoever erases it has to see it: every change that the server holds, with its words. Never kept here. */
export interface Erasable {
  readonly record: Id;
  readonly type: string;
  readonly stream: string;
  readonly changes: readonly ErasableChange[];
}

export interface ErasableChange {
  /** Null for what could not be read; its hash names it then. */
  readonly change: Id | null;
  readonly hash: string;
  readonly author: Id | null;
  readonly received_at: Moment;
  readonly verdict: string;
  readonly erased: boolean;
  readonly set: Fields;
  readonly reason: string | null;
}

/** What is to be erased of a record: these changes by id or hash, none for all of it. */
export interface Erasure {
  readonly record: Id;
  readonly changes: readonly string[];
  readonly reason: string;
  readonly case_number: string | null;
  /** What must remain, in the form of PROTOCOL section 5. */
  readonly restate: Fields;
}

export interface DeskCalls {
  /** Online. Who has opened it, newest first; for supervisors and records officers. That they asked is written down. */
  opened_by(record: Id, stream: string): Promise<Outcome<readonly OpenedBy[]>>;
  /** Online. What was found unsigned on ended phones, for whom it is to decide. */
  notes(): Promise<Outcome<readonly UnsignedNote[]>>;
  /** Online. A decision, with its reason. */
  decide_note(note: Id, decision: NoteDecision, reason: string): Promise<Outcome<null>>;
  /** Online. What the server keeps apart, and whose phone sent it. */
  alarms(): Promise<Outcome<readonly Alarm[]>>;
  /** Online. Somebody has looked into it. */
  see_alarm(alarm: Pick<Alarm, 'install' | 'code' | 'day'>): Promise<Outcome<null>>;
  /** Online. A record by id, change or reference, for a records officer. */
  erasable(named: string): Promise<Outcome<Erasable>>;
  /** Online. Destroys for good; how many changes lost their words now. Asked again, it changes nothing more. */
  erase(erasure: Erasure): Promise<Outcome<number>>;
}
