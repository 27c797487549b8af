/** Requests by the install's key alone (PROTOCOL section 17): for one that was ended and can have no session any more. */

import { utf8 } from '../lib/bytes';
import { hashedArray, sha256 } from '../lib/hashes';
import { isObject } from '../store/texts';
import type { SigningKey } from '../vault/signing';
import { type Answer, call, type Fetch, type Request, send } from './http';

/** Who signs. */
export interface KeyHolder {
  readonly tenant: string;
  readonly install: string;
  readonly signing: SigningKey;
}

/** Sends a body to `path` under a fresh nonce of the server. Never rejects. */
export async function callByKey(fetch: Fetch, holder: KeyHolder, path: string, body: unknown): Promise<Answer> {
  const text = JSON.stringify(body);
  const authorization = await proof(fetch, holder, 'POST', path, text);
  if (typeof authorization !== 'string') return authorization;
  return call(fetch, { method: 'POST', path, body, gzip: utf8(text).length > 1_024, authorization });
}

/** A request without a body in JSON, and its answer as it comes. Never rejects. */
export async function openByKey(fetch: Fetch, holder: KeyHolder, request: Request, signal: AbortSignal): Promise<Response | Answer> {
  const body = request.bytes === undefined ? '' : await request.bytes.arrayBuffer();
  const authorization = await proof(fetch, holder, request.method, request.path, body);
  if (typeof authorization !== 'string') return authorization;
  return send(fetch, { ...request, authorization }, signal).catch(() => ({ kind: 'unreachable' }));
}

/** The header that proves this one request. */
async function proof(fetch: Fetch, holder: KeyHolder, method: string, path: string, body: string | ArrayBuffer): Promise<string | Exclude<Answer, { kind: 'ok' }>> {
  const given = await call(fetch, { method: 'GET', path: '/api/nonce' });
  if (given.kind !== 'ok') return given;
  if (!isObject(given.value) || typeof given.value['nonce'] !== 'string') return { kind: 'unreachable' };
  const { nonce } = given.value;
  const signature = await holder.signing.sign(hashedArray(['lantern-request-v1', method, path, await sha256(body), nonce]));
  return `Lantern-Key ${[holder.tenant, holder.install, nonce, signature].join('.')}`;
}
