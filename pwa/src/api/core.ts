/**
 * The app's core as the screens see it: vault, store, chain and sync behind one narrow interface.
 *
 * The core lives in one dedicated worker (`vault/worker.ts`); `api/worker_core.ts` speaks to it, and
 * `api/memory_core.ts` stands in for it in component tests. Nothing outside the worker holds a key,
 * opens the database or talks to the sync server. Every answer is a plain value.
 */
import type { DeskCalls } from './desk';
import type { FileCalls, TileCalls } from './files';
import type { ExportedOutbox, OutboxLeft, StorageParts, TakenOutbox } from './kept_here';
import type { LockedCalls, Opened } from './locked';
import type { Departed, Draft, Intent, PendingChange, Query, RecordView, Saved, Summary } from './record_views';
import type { Status, SyncStatus } from './status';
import type { Id, Outcome } from './values';

export type { ExportedOutbox, Lost, OutboxLeft, StorageParts, TakenOutbox } from './kept_here';
export type * from './desk';
export type * from './files';
export type * from './record_views';
export type * from './status';
export type * from './values';

/** Where this browser takes pushes, as its `PushSubscription` says it; personal data, never kept by the core. */
export interface AlertSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
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

export interface Core extends LockedCalls, DeskCalls, FileCalls, TileCalls {
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

  /** Called by the screens on a touch or key: puts off the auto-lock. */
  touched(): void;
  /** Called by the screens: whether the phone is to use little data. What others wrote is then fetched less often. */
  spare_data(on: boolean): void;
}
