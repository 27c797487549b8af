/**
 * The app's core as the screens see it: vault, store, chain and sync behind one narrow interface.
 *
 * The core lives in one dedicated worker (`vault/worker.ts`); `api/worker_core.ts` speaks to it, and
 * `api/memory_core.ts` stands in for it in component tests. Nothing outside the worker holds a key,
 * opens the database or talks to the sync server. Every answer is a plain value.
 */

import type { FileValue } from '../records/shared_values';
import type { Locked, LockedCalls, Opened, PasskeyAsked, PersonHere } from './locked';

import type { ExportedOutbox, Lost, OutboxLeft, StorageParts, TakenOutbox } from './kept_here';

export type { ExportedOutbox, Lost, OutboxLeft, StorageParts, TakenOutbox } from './kept_here';

export type Id = string;
/** Local time with its offset: `2026-11-22T02:14:05+00:00`. */
export type Moment = string;

export type Role =
  | 'officer'
  | 'council_officer'
  | 'supervisor'
  | 'support_worker'
  | 'records_officer'
  | 'administrator';

export interface Person {
  readonly id: Id;
  readonly name: string;
  readonly role: Role;
  readonly agency: Id | null;
  readonly username: string;
}

/**
 * new: nobody has enrolled in this browser. signed_in: enrolling, no PIN yet. locked: keys are not in
 * memory. open: at work. revoked: this install has been ended by somebody in charge.
 */
export type Phase = 'new' | 'signed_in' | 'locked' | 'open' | 'revoked';

export interface Grant {
  readonly stream: string;
  readonly mode: 'read' | 'create';
  readonly version: number;
}

/** What the strip on top of every screen says: rule 7, in total. */
export interface SyncStatus {
  /** Changes on this phone without a verified receipt, needing attention or not. */
  readonly unsent: number;
  /** When the oldest of them was written; null when there is none. */
  readonly oldest: Moment | null;
  /** Changes that were refused, quarantined or late and not yet dealt with. */
  readonly attention: number;
  readonly drafts: number;
  readonly running: boolean;
  readonly reachable: boolean | null;
  /** When every stream was last complete with a matching digest; null before the first time. */
  readonly complete_at: Moment | null;
  /** The session has ended: sending waits for a sign-in, logging does not. */
  readonly sign_in_needed: boolean;
  readonly carried: Carried;
  readonly files: FilesStatus;
  /** A digest that did not match, a rewound server: said in words, null when all is well. */
  readonly alarm: string | null;
  /** How far this phone's clock is ahead of the server's (negative: behind), by the last answer; null before one. */
  readonly clock_off_ms: number | null;
}

/** Photographs, sound and papers that the server has no whole copy of yet. */
export interface FilesStatus {
  readonly waiting: number;
  /** They wait for *Send now* or a network that costs nothing, because little data is wanted. */
  readonly held: boolean;
  /** Of the one on its way: so many bytes are there, of so many; 0 of 0 when none is. */
  readonly arrived: number;
  readonly bytes: number;
}

/** What others on this phone have written and not delivered: carried sealed, read by nobody on the way. */
export interface Carried {
  /** Sealed entries and drafts that are only on this phone. */
  readonly waiting: number;
  /** Handed over since the unlock. */
  readonly handed_over: number;
}

/** What becomes of an install that was ended: everything is delivered, then it is wiped from this phone. */
export interface Rescue {
  /** Entries and drafts that are only on this phone. */
  readonly left: number;
  /** Photographs, sound and papers that are only on this phone. */
  readonly files: number;
  /** Of the one on its way: so many bytes are there, of so many; 0 of 0 when none is. */
  readonly arrived: number;
  readonly bytes: number;
  /** Delivered since it was ended, with the server's receipts. */
  readonly stored: number;
  readonly wiped: boolean;
  /** This phone delivers them itself; else whoever signs in on it next carries them. */
  readonly by_key: boolean;
}

export interface Status {
  readonly phase: Phase;
  readonly person: Person | null;
  readonly tenant: string | null;
  readonly install: Id | null;
  readonly install_code: string | null;
  readonly grants: readonly Grant[];
  /** The shift share is on this phone until then; null: the next unlock needs the network. */
  readonly shift_ends: Moment | null;
  readonly tries_left: number | null;
  /** The browser has thrown away what was kept here. */
  readonly lost: Lost | null;
  readonly sync: SyncStatus;
  /** Of the install that was just ended here; null while none was. */
  readonly rescue: Rescue | null;
  /** What a locked phone does without a PIN; null in every other phase. */
  readonly locked: Locked | null;
  /** Everybody who can unlock this phone. */
  readonly people: readonly PersonHere[];
  /** Of the person at hand; null: only the PIN unlocks. */
  readonly passkey: PasskeyAsked | null;
}

/** The three words. `sent.at` is the server's time in the verified receipt. */
export type SyncMark =
  | { readonly word: 'on_this_phone'; readonly since: Moment }
  | { readonly word: 'sent'; readonly at: Moment; readonly with_supervisor: boolean }
  | { readonly word: 'needs_attention'; readonly problems: readonly Problem[] };

export interface Problem {
  readonly code: string;
  /** Path of the field: `set/age`, `set/conditions/k3/to`; empty for the whole change. */
  readonly path: string;
  readonly words: string;
}

export type FieldValue = unknown;
export type Fields = Readonly<Record<string, FieldValue>>;

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

/** A referral that left this agency: nothing is kept but this. */
export interface Departed {
  readonly stream: string;
  readonly reference: string | null;
  readonly why: string;
  readonly at: Moment;
}

/** Where this browser takes pushes, as its `PushSubscription` says it; personal data, never kept by the core. */
export interface AlertSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** How much of an operation's map file is on this phone, in bytes. */
export interface TilesKept {
  readonly size: number;
  readonly kept: number;
}

/**
 * Something changed; screens ask again for what they show. Empty `types`: records of any type; empty `records`: more
 * than are worth naming.
 */
export type CoreEvent =
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'records'; readonly types: readonly string[]; readonly records: readonly Id[] }
  | { readonly kind: 'drafts' }
  /** What was written while locked has become entries and drafts. */
  | { readonly kind: 'opened'; readonly opened: Opened };

/** An answer in words instead of an exception for everything that a person can mend. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Core extends LockedCalls {
  status(): Promise<Status>;
  subscribe(listener: (event: CoreEvent) => void): () => void;

  /** Online. Leads to `signed_in` (new) or gives an open install its session back. */
  sign_in(username: string, password: string): Promise<Outcome<Status>>;
  /** Online, once: makes keys, proves that they are kept, enrols, sets the PIN and fetches the shift share. */
  enrol(pin: string, label: string): Promise<Outcome<Status>>;
  unlock(pin: string): Promise<Outcome<Status>>;
  /** Drops every key and decrypted value at once, in all tabs. */
  lock(): Promise<void>;
  /** Whether the PIN is right, without changing anything: for *Show to them*. */
  check_pin(pin: string): Promise<boolean>;
  /** Ends the session; what is unsent stays sealed on the phone. */
  sign_out(): Promise<void>;

  /** Durable when it answers: signed, sealed, strict. Problems name every field at once. */
  save(intent: Intent): Promise<Outcome<Saved>>;
  /** Several changes in one durable transaction, in order; all or none. */
  save_all(intents: readonly Intent[]): Promise<Outcome<readonly Saved[]>>;
  /** Voids it with the reason `undone`: the ten seconds after a save. */
  undo(saved: Saved): Promise<Outcome<Saved>>;

  record(record: Id, stream?: string): Promise<RecordView | null>;
  /** This record is shown whole on a screen: kept for the audit, and told with the next push. */
  note_opened(record: Id): Promise<void>;
  /** Online. Who has opened it, newest first; for supervisors and records officers. That they asked is written down. */
  opened_by(record: Id, stream: string): Promise<Outcome<readonly OpenedBy[]>>;
  list(query: Query): Promise<{ readonly rows: readonly Summary[]; readonly total: number }>;
  /** By words, alias, plate (with `?` and `*`) or description; people supported only as SCREENS section 5 allows. */
  search(text: string, types: readonly string[], limit: number): Promise<readonly Summary[]>;
  /** Keyed hashes against the *Sergeant first* marks on this phone. */
  sergeant_first(given: { readonly name?: string; readonly birth_year?: number; readonly alias?: string; readonly plate?: string }): Promise<boolean>;
  departed(): Promise<readonly Departed[]>;

  save_draft(draft: Omit<Draft, 'saved_at'>): Promise<void>;
  drafts(): Promise<readonly Draft[]>;
  draft(draft: Id): Promise<Draft | null>;
  drop_draft(draft: Id): Promise<void>;

  pending(): Promise<readonly PendingChange[]>;
  /** "Needs attention" dealt with: the bytes stay 30 days, the row leaves the list. */
  settle(change: Id): Promise<void>;
  /** Opens a refused change as a new draft with everything that was entered. */
  repair(change: Id, route: string): Promise<Draft>;
  /** Push, then pull. Resolves when the round is over, whatever came of it. */
  sync(): Promise<SyncStatus>;
  /** Reads stored rows back and compares with the digest of the last `complete`: per stream. */
  digests(): Promise<Readonly<Record<string, { readonly digest: string; readonly count: number; readonly matches: boolean }>>>;
  /** What is not sent, of everybody in this browser; no PIN is asked. */
  outbox_left(): Promise<OutboxLeft>;
  /** All of that as a file; no PIN is asked, since only the server can read it. */
  export_outbox(): Promise<Outcome<ExportedOutbox>>;
  /** What takes how much of this phone; reads everything, so only when somebody looks. */
  storage(): Promise<StorageParts>;
  /** Online. Delivers what such a file of another phone holds, still sealed. */
  take_outbox(text: string): Promise<Outcome<TakenOutbox>>;
  /** Online. The server's public key that a browser subscribes to alerts with. */
  alerts_key(): Promise<Outcome<string>>;
  /** Online. From now on this install is alerted there; null: no more. */
  take_alerts(subscription: AlertSubscription | null): Promise<Outcome<null>>;
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
  /** The map file of an operation on this phone; null when there is nothing of it. */
  /** Hashed, sealed and durable when it answers; its value is for a field of kind `file`. */
  keep_file(file: Blob): Promise<Outcome<FileValue>>;
  /** A small picture of a file that lies here; null for none. */
  small_picture(sha256: string): Promise<Blob | null>;
  /** A file of a record, from this phone, or online from the server; never kept here. */
  show_file(record: Id, stream: string, file: FileValue): Promise<Outcome<Blob>>;

  tiles(operation: Id): Promise<TilesKept | null>;
  /** Online. The size of the server's map file of this operation, in bytes; null when it has none. */
  tiles_offered(operation: Id): Promise<Outcome<number | null>>;
  /** Online. Fetches the next megabyte of it; asked until all is kept, it goes on where it stopped. */
  fetch_tiles(operation: Id): Promise<Outcome<TilesKept>>;
  /** Bytes of a map file that is kept whole; null when it is not. */
  read_tiles(operation: Id, first: number, bytes: number): Promise<ArrayBuffer | null>;
  drop_tiles(operation: Id): Promise<void>;
  /** Called by the screens on a touch or key: puts off the auto-lock. */
  touched(): void;
  /** Called by the screens: whether the phone is to use little data. What others wrote is then fetched less often. */
  spare_data(on: boolean): void;
}
