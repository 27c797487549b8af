/** What a locked phone does without a PIN, and what it tells: nothing of anybody but the sign that each of them chose. */

import type { Id, Moment, Outcome, Saved, Status } from './core';

/** What can be written while locked, in the order of the keys (SCREENS "Locked"). */
export const CAPTURE_KINDS = ['met', 'vehicle', 'note'] as const;
export type CaptureKind = (typeof CAPTURE_KINDS)[number];

/** Code points of a note that is written while locked. */
export const CAPTURED_WORDS_MAX = 2_000;
/** Characters of a plate, as typed. */
export const CAPTURED_PLATE_MAX = 30;

/** `met`: the words on the key, as the engagement's `contact`. */
export type Captured =
  | { readonly kind: 'met'; readonly contact: 'said_hello' | 'talked' | 'could_be_under_18' | 'urgent' }
  | { readonly kind: 'vehicle'; readonly plate: string }
  | { readonly kind: 'note'; readonly words: string };

/** Sealed and durable on this phone; it can be taken back for ten seconds. */
export interface KeptCapture {
  readonly capture: Id;
  readonly at: Moment;
}

/** What the first unlock made of everything that was written while locked. */
export interface Opened {
  readonly saved: readonly Saved[];
  /** Kept as drafts because something is missing: a street, or the pages of a longer entry. */
  readonly drafts: number;
  /** Altered, or sealed to another key: they stay as they are. */
  readonly unreadable: number;
}

export interface Locked {
  /** What may be written; none where the force switched it off. */
  readonly takes: readonly CaptureKind[];
  /** Written while locked and waiting for the unlock. */
  readonly captured: number;
  /** Entries and drafts of this person that are only on this phone. */
  readonly unsent: number;
  /** Until the next try of a PIN counts. */
  readonly wait_ms: number;
}

/** Somebody who can unlock this phone. */
export interface PersonHere {
  readonly install: Id;
  /** Initials or a call sign, as they chose; else the number of their coming. Never a name. */
  readonly sign: string;
  /** Whose PIN is asked for, and for whom things are written while locked. */
  readonly here: boolean;
}

/** Code points of a sign. */
export const SIGN_MAX = 4;

/** A passkey of this person on this phone, as `navigator.credentials.get` is asked for it: base64url. */
export interface PasskeyAsked {
  readonly credential: string;
  readonly salt: string;
}

/** One that was just made. secret: what its PRF gave for the salt, 32 bytes; wiped after use. */
export interface PasskeyMade extends PasskeyAsked {
  readonly secret: Uint8Array<ArrayBuffer>;
}

export interface LockedCalls {
  /** Locked only. Durable when it answers; nobody can read it before the next unlock. */
  capture(captured: Captured): Promise<Outcome<KeptCapture>>;
  /** *Undo*: whether it was still there to be taken back. */
  drop_capture(capture: Id): Promise<boolean>;
  /** Locked only: another of `people` is asked for their PIN. */
  use_person(install: Id): Promise<Outcome<Status>>;
  /** What the locked phone shows of the person at work; empty: a number. */
  set_sign(sign: string): Promise<Outcome<Status>>;
  /** The PIN is forgotten: after a sign-in on the locked phone. What is unsent is delivered sealed, and a new vault is made. */
  begin_anew(): Promise<Outcome<Status>>;
  /** With the PIN: from now on the passkey opens this vault too. */
  add_passkey(pin: string, made: PasskeyMade): Promise<Outcome<Status>>;
  drop_passkey(): Promise<Outcome<Status>>;
  unlock_by_passkey(secret: Uint8Array<ArrayBuffer>): Promise<Outcome<Status>>;
  /** The PIN is forgotten and the passkey is there: a new PIN, nothing else changes. Needs the share of a shift. */
  choose_pin(secret: Uint8Array<ArrayBuffer>, pin: string): Promise<Outcome<Status>>;
}
