/** The server's half of PROTOCOL section 12, for tests. */

import { fromBase64url, textOf, utf8 } from '../src/lib/bytes';
import { decrypt } from '../src/vault/sealing';
import { type SealedThing, sealingData } from '../src/vault/server_seal';

const POINT_BYTES = 65;

/** The JSON inside a sealed thing. */
export async function openSealed(private_key: CryptoKey, tenant: string, copy: SealedThing): Promise<string> {
  const sealed = fromBase64url(copy.sealed);
  const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
  const point = await crypto.subtle.importKey('raw', sealed.slice(0, POINT_BYTES), curve, false, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, private_key, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-seal-v1') };
  const once = await crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  const data = utf8(sealingData(copy.kid, tenant, copy.install, 'note' in copy ? `note/${copy.note}` : copy.dseq));
  return textOf(await decrypt(once, sealed.slice(POINT_BYTES).buffer, data));
}
