/**
 * The phone's passkeys, for unlocking on this phone alone: no server asks for them, and their secret is the answer of
 * the PRF extension. The relying party is the host of the app.
 *
 * The page asks because a worker may not. The secret goes to the worker at once and is wiped there.
 */

import type { PasskeyAsked, PasskeyMade } from '../api/locked';
import { base64url, fromBase64url, randomBytes } from '../lib/bytes';

/** Of the PRF's input; another phone has another. */
const SALT_BYTES = 32;
const SECRET_BYTES = 32;
const TIMEOUT_MS = 60_000;

/** Why there is no passkey: none can be made here, or the person or the phone broke it off. */
export type Refused = 'no_passkeys_here' | 'broken_off';

/** Whether this phone may have a passkey that verifies its person: said before anything is asked. */
export async function canHavePasskey(): Promise<boolean> {
  if (!('PublicKeyCredential' in window)) return false;
  return PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
}

/** Makes one. sign: what the phone's own list calls it, never a name. */
export async function makePasskey(sign: string): Promise<PasskeyMade | Refused> {
  const salt = randomBytes(SALT_BYTES);
  try {
    const made = await navigator.credentials.create({
      publicKey: {
        challenge: randomBytes(32),
        rp: { name: 'Lantern', id: location.hostname },
        user: { id: randomBytes(16), name: `Lantern ${sign}`, displayName: `Lantern ${sign}` },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'required', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
        timeout: TIMEOUT_MS,
      },
    });
    if (!(made instanceof PublicKeyCredential)) return 'broken_off';
    const { prf } = made.getClientExtensionResults();
    if (prf?.enabled !== true && prf?.results === undefined) return 'no_passkeys_here';
    const asked = { credential: base64url(made.rawId), salt: base64url(salt) };
    // Not every phone gives the secret while it makes the passkey.
    const secret = secretOf(prf.results?.first) ?? (await askPasskey(asked));
    return secret instanceof Uint8Array ? { ...asked, secret } : secret;
  } catch (error) {
    return refused(error);
  }
}

/** Its secret, after the phone has verified its person. */
export async function askPasskey({ credential, salt }: PasskeyAsked): Promise<Uint8Array<ArrayBuffer> | Refused> {
  try {
    const given = await navigator.credentials.get({
      publicKey: {
        challenge: randomBytes(32),
        rpId: location.hostname,
        allowCredentials: [{ type: 'public-key', id: fromBase64url(credential) }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: fromBase64url(salt) } } },
        timeout: TIMEOUT_MS,
      },
    });
    if (!(given instanceof PublicKeyCredential)) return 'broken_off';
    return secretOf(given.getClientExtensionResults().prf?.results?.first) ?? 'no_passkeys_here';
  } catch (error) {
    return refused(error);
  }
}

function secretOf(given: BufferSource | undefined): Uint8Array<ArrayBuffer> | null {
  if (given === undefined) return null;
  const bytes = given instanceof ArrayBuffer ? new Uint8Array(given) : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  return bytes.length === SECRET_BYTES ? new Uint8Array(bytes) : null;
}

function refused(error: unknown): Refused {
  const none = error instanceof DOMException && ['NotSupportedError', 'SecurityError'].includes(error.name);
  return none ? 'no_passkeys_here' : 'broken_off';
}
