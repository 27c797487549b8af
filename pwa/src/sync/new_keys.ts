/**
 * The server's keys have successors, each signed by the one before (PROTOCOL section 18). The phone goes on from the
 * key that it pinned, and never to one that the chain does not prove.
 */

import { hashedArray } from '../lib/hashes';
import { isObject } from '../store/texts';
import type { PinnedKey } from '../vault/server_seal';
import { importPublicKey, verified } from '../vault/signing';

export interface KeyLink extends PinnedKey {
  readonly previous: string | null;
  readonly signature: string | null;
}

/** Both chains, each from the first key on. */
export interface Chains {
  readonly receipt: readonly KeyLink[];
  readonly sealing: readonly KeyLink[];
}

export type Purpose = 'receipt' | 'sealing';

/** The keys after the pinned one, in order; null when the chain does not hold it or breaks. */
export async function successors(pinned: PinnedKey, purpose: Purpose, tenant: string, chain: readonly KeyLink[]): Promise<readonly PinnedKey[] | null> {
  const from = chain.findIndex((link) => link.kid === pinned.kid && link.public_key === pinned.public_key);
  if (from === -1) return null;
  const followed: PinnedKey[] = [];
  let before = pinned;
  for (const { kid, public_key, previous, signature } of chain.slice(from + 1)) {
    if (previous !== before.kid || signature === null) return null;
    const key = await importPublicKey(before.public_key).catch(() => null);
    if (key === null || !(await verified(key, linkText(tenant, purpose, { kid, public_key }, previous), signature))) return null;
    before = { kid, public_key };
    followed.push(before);
  }
  return followed;
}

/** What the key before signs. */
export function linkText(tenant: string, purpose: Purpose, key: PinnedKey, previous: string): string {
  return hashedArray(['lantern-key-v1', tenant, purpose, key.kid, key.public_key, previous]);
}

/** A chain as the server sends it, or null. */
export function readChain(value: unknown): readonly KeyLink[] | null {
  return Array.isArray(value) && value.every(isLink) ? value : null;
}

function isLink(value: unknown): value is KeyLink {
  return (
    isObject(value) &&
    typeof value['kid'] === 'string' &&
    typeof value['public_key'] === 'string' &&
    ['previous', 'signature'].every((key) => value[key] === null || typeof value[key] === 'string')
  );
}
