/** How the phone and its person stand: phase, shift, what is sent and what is not. */
import type { Lost } from './kept_here';
import type { Locked, PasskeyAsked, PersonHere } from './locked';
import type { Id, Moment } from './values';

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
