/** The plain values of which everything that the core says is made. */

export type Id = string;

/** Local time with its offset: `2026-11-22T02:14:05+00:00`. */
export type Moment = string;

export type FieldValue = unknown;

export type Fields = Readonly<Record<string, FieldValue>>;

export interface Problem {
  readonly code: string;
  /** Path of the field: `set/age`, `set/conditions/k3/to`; empty for the whole change. */
  readonly path: string;
  readonly words: string;
}

/** An answer in words instead of an exception for everything that a person can mend. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };
