/** A push by the install's key alone (PROTOCOL section 17): for one that was ended and can have no session any more. */

import { utf8 } from '../lib/bytes';
import { hashedArray, sha256 } from '../lib/hashes';
import { isObject } from '../store/texts';
import type { SigningKey } from '../vault/signing';
import { type Answer, call, type Fetch } from './http';

/** Who signs. */
export interface KeyHolder {
  readonly tenant: string;
  readonly install: string;
  readonly signing: SigningKey;
}

/** Sends a body to `path` under a fresh nonce of the server. Never rejects. */
export async function callByKey(fetch: Fetch, holder: KeyHolder, path: string, body: unknown): Promise<Answer> {
  const given = await call(fetch, { method: 'GET', path: '/api/nonce' });
  if (given.kind !== 'ok') return given;
  if (!isObject(given.value) || typeof given.value['nonce'] !== 'string') return { kind: 'unreachable' };
  const { nonce } = given.value;
  const hash = await sha256(JSON.stringify(body));
  const signature = await holder.signing.sign(hashedArray(['lantern-request-v1', 'POST', path, hash, nonce]));
  const authorization = `Lantern-Key ${[holder.tenant, holder.install, nonce, signature].join('.')}`;
  return call(fetch, { method: 'POST', path, body, gzip: utf8(JSON.stringify(body)).length > 1_024, authorization });
}
