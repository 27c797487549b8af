import { expect, it } from 'vitest';
import { base64url, fromBase64url, textOf, utf8 } from '../lib/bytes';
import { decrypt } from './sealing';
import { importSealingKey, sealingData, sealToServer } from './server_seal';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

it('seals an envelope so that only the server opens it, and only in its place', async () => {
  const server = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const public_key = base64url(await crypto.subtle.exportKey('raw', server.publicKey));
  const key = await importSealingKey({ kid: 's1', public_key });
  const place = { tenant: 'harbour', install: 'one', dseq: 7 };

  const copy = await sealToServer(key, 's1', place, ['{"words":"marker"}', 'signature']);
  const sealed = fromBase64url(copy.sealed);
  const once = await contentKey(server.privateKey, sealed.slice(0, 65));
  const plain = await decrypt(once, sealed.slice(65).buffer, utf8(sealingData('s1', 'harbour', 'one', 7)));
  const elsewhere = decrypt(once, sealed.slice(65).buffer, utf8(sealingData('s1', 'harbour', 'one', 8)));

  expect(JSON.parse(textOf(plain))).toEqual(['{"words":"marker"}', 'signature']);
  expect(plain.byteLength % 256).toBe(0);
  expect(copy).toMatchObject({ kid: 's1', install: 'one', dseq: 7 });
  await expect(elsewhere).rejects.toThrow();
});

async function contentKey(private_key: CryptoKey, point: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const ephemeral = await crypto.subtle.importKey('raw', point, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: ephemeral }, private_key, 256);
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('lantern-seal-v1') };
  return crypto.subtle.deriveKey(parameters, material, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
}
