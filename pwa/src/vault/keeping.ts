/** An install's keys at rest: made, proved to be kept, and opened again. */

import { base64url, type Bytes, fromBase64url } from '../lib/bytes';
import { importMarkKey } from '../store/marks';
import { type Database, openDatabase } from '../store/database';
import { knownBy } from '../store/registry';
import type { Enrolment, OpenInstall } from '../sync/install';
import type { ReceiptKeys } from '../sync/stored';
import { type Access, newGuards } from './guard';
import { openVault, type Vault } from './sealing';
import { importSealingKey } from './server_seal';
import { importPublicKey, importSigningKey, newSigningPair, type SigningKey, verified } from './signing';

const PROBE = 'lantern-probe-v1';

/** A key pair that lies sealed in a database and was read back from it. */
export interface KeptKeys {
  readonly database: Database;
  readonly vault: Vault;
  readonly public_key: string;
  /** As read back. */
  readonly signing: SigningKey;
}

/**
 * Makes the signing key and proves that this browser keeps it: put, close, reopen, get, sign, verify.
 *
 * Rejects when it does not (private windows, full disks): then there must be no enrolment, because what is
 * written later would be lost with it (FINDINGS section 7).
 */
export async function keepNewKeys(install: string, dataKey: Bytes): Promise<KeptKeys> {
  const vault = await openVault(dataKey, install);
  const pair = await newSigningPair();
  const first = await openDatabase(install);
  await first.strict.keys.put({ name: 'signing', sealed: await vault.seal('keys', ['signing'], base64url(pair.private_key)) });
  first.close();
  const database = await openDatabase(install);
  const signing = await signingKey(database, vault);
  const signature = await signing.sign(PROBE);
  if (!(await verified(await importPublicKey(pair.public_key), PROBE, signature))) throw new Error('the key was not kept');
  return { database, vault, public_key: pair.public_key, signing };
}

/** Writes what the enrolment answered, the PIN's slot and the share, all or none. */
export async function keepEnrolment(
  database: Database,
  vault: Vault,
  enrolment: Enrolment,
  access: Access,
): Promise<void> {
  const guards = await newGuards(enrolment.install, access);
  const row = await enrolmentRow(vault, enrolment);
  const { strict } = database;
  await strict.transaction('rw', [strict.guards, strict.keys], async () => {
    await strict.guards.bulkPut([...guards]);
    await strict.keys.put(row);
  });
}

/** Keeps an enrolment that has changed, e.g. its grants. */
export async function updateEnrolment(database: Database, vault: Vault, enrolment: Enrolment): Promise<void> {
  await database.strict.keys.put(await enrolmentRow(vault, enrolment));
}

/** The install ready for work. Rejects when its database is not whole. */
export async function openInstall(database: Database, vault: Vault): Promise<OpenInstall> {
  const row = await database.strict.keys.get('enrolment');
  if (row === undefined) throw new Error('no enrolment');
  const enrolment = await withItsCode(database, vault, JSON.parse(await vault.open('keys', ['enrolment'], row.sealed)) as Enrolment);
  const [signing, receipt_keys, sealing_key] = await Promise.all([
    signingKey(database, vault),
    importReceiptKeys(enrolment),
    importSealingKey(enrolment.sealing_key),
  ]);
  const mark_key = enrolment.mark_key === null ? null : await importMarkKey(fromBase64url(enrolment.mark_key));
  return { vault, signing, receipt_keys, sealing_key, mark_key, enrolment };
}

/** Where a server that had lost it enrolled it again under another code, that one is kept. */
async function withItsCode(database: Database, vault: Vault, enrolment: Enrolment): Promise<Enrolment> {
  const known_by = await knownBy(enrolment.install, enrolment.person.id);
  if (known_by === null || known_by.code === enrolment.code) return enrolment;
  const next = { ...enrolment, code: known_by.code };
  await updateEnrolment(database, vault, next);
  return next;
}

/** Every receipt key that was ever pinned, the newest too. */
export async function importReceiptKeys({ receipt_key, earlier_receipt_keys = [] }: Enrolment): Promise<ReceiptKeys> {
  const pinned = [...earlier_receipt_keys, receipt_key];
  return new Map(await Promise.all(pinned.map(async ({ kid, public_key }) => [kid, await importPublicKey(public_key)] as const)));
}

async function signingKey(database: Database, vault: Vault): Promise<SigningKey> {
  const row = await database.strict.keys.get('signing');
  if (row === undefined) throw new Error('no signing key');
  return importSigningKey(fromBase64url(await vault.open('keys', ['signing'], row.sealed)));
}

async function enrolmentRow(vault: Vault, enrolment: Enrolment): Promise<{ name: 'enrolment'; sealed: ArrayBuffer }> {
  return { name: 'enrolment', sealed: await vault.seal('keys', ['enrolment'], JSON.stringify(enrolment)) };
}
