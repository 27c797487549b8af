/** What the lock screen asks of a passkey; its code is fetched when one is there. */
import type { Outcome, Status } from '../../api/core';
import type { App } from '../../state/core.svelte';
import { t } from './texts';

/** Opens the vault. */
export function unlockByPasskey(app: App): Promise<Outcome<Status>> {
  return withSecret(app, (secret) => app.core.unlock_by_passkey(secret));
}

/** A new PIN for the same vault. */
export function newPinByPasskey(app: App, pin: string): Promise<Outcome<Status>> {
  return withSecret(app, (secret) => app.core.choose_pin(secret, pin));
}

async function withSecret(app: App, use: (secret: Uint8Array<ArrayBuffer>) => Promise<Outcome<Status>>): Promise<Outcome<Status>> {
  const { passkey } = app.status;
  if (passkey === null) return broken();
  const { askPasskey } = await import('../../device/passkey');
  const secret = await askPasskey(passkey);
  return secret instanceof Uint8Array ? use(secret) : broken();
}

function broken(): Outcome<Status> {
  return { ok: false, problems: [{ code: 'passkey_broken_off', path: '', words: t.passkeyFailed }] };
}
