/** What lies on this phone alone, what takes how much of it, and what is left when the browser threw it away. */

import type { Moment } from './core';

/** What a sign outside the database still knows of it. */
export interface Lost {
  /** The last number that the server has received, 0 for none, and when. */
  readonly dseq: number;
  readonly at: Moment;
  /** What people call that entry, where it has such a name. */
  readonly reference: string | null;
  /** What was only on this phone when it was last counted; null when nobody knows. */
  readonly unsent: { readonly entries: number; readonly drafts: number; readonly at: Moment } | null;
  /** Entries whose second copy, sealed to the server, is still here: it goes with the next sign-in. */
  readonly spared: number;
}

/** What is only on this phone, of everybody who works on it. unsealed: drafts too long to leave it sealed. */
export interface OutboxLeft {
  readonly entries: number;
  readonly drafts: number;
  readonly unsealed: number;
  /** Photographs, sound and papers: too large for a file of text, they stay here until this phone sends them. */
  readonly files: number;
}

/** bytes, sealed, of one install's database. copies: of what was sent, kept for 30 days. */
export interface StorageParts {
  readonly received: number;
  readonly unsent: number;
  readonly drafts: number;
  readonly copies: number;
}

/** A file that only the server can read. */
export interface ExportedOutbox {
  readonly name: string;
  readonly text: string;
  readonly entries: number;
  readonly drafts: number;
}

/** What became of such a file. missing: lines that were cut off. broken_off: the network went meanwhile. */
export interface TakenOutbox {
  readonly made_at: Moment;
  readonly stored: { readonly entries: number; readonly drafts: number };
  readonly left: { readonly entries: number; readonly drafts: number };
  readonly missing: number;
  readonly broken_off: boolean;
}
