/**
 * A passkey's slot: wraps the data key under a key from its PRF extension. It needs no share of a shift: the secret
 * never lies on the disk, and the authenticator gives it only to a person whom it has verified (FINDINGS 5.1).
 */

import type { PasskeyAsked, PasskeyMade } from '../api/locked';
import { base64url, type Bytes, fromBase64url, utf8 } from '../lib/bytes';
import { hashedArray } from '../lib/hashes';
import type { Database, PasskeyRow } from '../store/database';
import { decrypt, encrypt } from './sealing';

/** What is asked of the authenticator; null without a passkey. */
export async function passkeyAsked(database: Database): Promise<PasskeyAsked | null> {
  const row = await passkeyRow(database);
  return row === undefined ? null : { credential: base64url(row.credential), salt: base64url(row.salt) };
}

/** Keeps the slot of a new passkey. The one before, if there was one, opens nothing more. */
export async function keepPasskey({ strict }: Database, install: string, dataKey: Bytes, made: PasskeyMade): Promise<void> {
  const [credential, salt] = [fromBase64url(made.credential).buffer, fromBase64url(made.salt).buffer];
  const wrapped = await encrypt(await wrappingKey(made.secret), dataKey, bound(install, made.credential));
  await strict.guards.put({ name: 'passkey', credential, salt, wrapped });
}

/** The data key, or null when there is no passkey or this is not its secret. */
export async function openPasskey(database: Database, install: string, secret: Bytes): Promise<Bytes | null> {
  const row = await passkeyRow(database);
  if (row === undefined) return null;
  try {
    return new Uint8Array(await decrypt(await wrappingKey(secret), row.wrapped, bound(install, base64url(row.credential))));
  } catch {
    return null;
  }
}

export async function dropPasskey({ strict }: Database): Promise<void> {
  await strict.guards.delete('passkey');
}

async function passkeyRow({ strict }: Database): Promise<PasskeyRow | undefined> {
  const row = await strict.guards.get('passkey');
  return row?.name === 'passkey' ? row : undefined;
}

function bound(install: string, credential: string): Bytes {
  return utf8(hashedArray(['lantern-passkey-v1', install, credential]));
}

async function wrappingKey(secret: Bytes): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-passkey-v1') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
