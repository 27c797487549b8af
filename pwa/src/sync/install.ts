/** An install at work: who it is, what the server pinned to it, and its keys ready for use. */

import type { Grant, Id, Person } from '../api/core';
import { isObject } from '../store/texts';
import type { ReceiptKeys } from './stored';
import type { PinnedKey } from '../vault/server_seal';
import type { SigningKey } from '../vault/signing';
import type { Vault } from '../vault/sealing';

/** What the enrolment answered and the phone keeps, sealed. Both keys are the newest that a chain has proved. */
export interface Enrolment {
  readonly install: Id;
  readonly code: string;
  readonly tenant: string;
  readonly person: Person;
  readonly streams: readonly Grant[];
  readonly receipt_key: PinnedKey;
  /** Keys before it that were pinned here: they still prove what they signed. */
  readonly earlier_receipt_keys?: readonly PinnedKey[];
  readonly sealing_key: PinnedKey;
  /** Signs checkpoints; missing in enrolments from before there were any. */
  readonly checkpoint_key?: PinnedKey;
  readonly mark_key: string | null;
}

/** With its keys: exists only while the vault is open. */
export interface OpenInstall {
  readonly vault: Vault;
  readonly signing: SigningKey;
  /** All that receipts are proved with, by kid. */
  receipt_keys: ReceiptKeys;
  sealing_key: CryptoKey;
  readonly mark_key: CryptoKey | null;
  enrolment: Enrolment;
}

/** Whether an answer is an enrolment. */
export function isEnrolment(value: unknown): value is Enrolment {
  return (
    isObject(value) &&
    typeof value['install'] === 'string' &&
    typeof value['code'] === 'string' &&
    typeof value['tenant'] === 'string' &&
    isPerson(value['person']) &&
    areGrants(value['streams']) &&
    isPinned(value['receipt_key']) &&
    isPinned(value['sealing_key']) &&
    (value['checkpoint_key'] === undefined || isPinned(value['checkpoint_key'])) &&
    (value['mark_key'] === null || typeof value['mark_key'] === 'string')
  );
}

/** Whether a value is a list of grants. */
export function areGrants(value: unknown): value is readonly Grant[] {
  return Array.isArray(value) && value.every(isGrant);
}

/** Whether a value is a member of staff as sessions name them. */
export function isPerson(value: unknown): value is Person {
  return (
    isObject(value) &&
    ['id', 'name', 'role', 'username'].every((key) => typeof value[key] === 'string') &&
    (value['agency'] === null || typeof value['agency'] === 'string')
  );
}

function isGrant(value: unknown): value is Grant {
  return (
    isObject(value) &&
    typeof value['stream'] === 'string' &&
    (value['mode'] === 'read' || value['mode'] === 'create') &&
    Number.isSafeInteger(value['version'])
  );
}

function isPinned(value: unknown): value is PinnedKey {
  return isObject(value) && typeof value['kid'] === 'string' && typeof value['public_key'] === 'string';
}
