/** Begins a warning from something that is known: its vehicle, its recipient, its check. */
import type { Fields, Id } from '../../api/core';
import { WARNING } from '../../records/warning.gen';
import { href } from '../../routes';
import type { App } from '../../state/core.svelte';
import { newDraft } from '../../state/drafts.svelte';
import { homeStream } from '../../state/streams';
import { t } from './texts';

export interface From {
  readonly vehicle?: Id;
  readonly recipient?: Id;
  readonly check?: Id;
}

/** The address of the first page of a new draft that holds what is known. */
export async function startWarning(app: App, from: From): Promise<string> {
  const draft = newDraft();
  const route = href('warning_page', { draft, page: 'who' });
  const values: Fields = {
    recipient_kind: 'individual',
    ...(from.vehicle === undefined ? {} : { vehicle: from.vehicle }),
    ...(from.check === undefined ? {} : { from_check: from.check }),
    ...(from.recipient === undefined ? {} : await recipientOf(app, from.recipient)),
  };
  await app.core.save_draft({ draft, type: 'warning', record: null, stream: homeStream(app, WARNING), route, title: t.warning, values });
  return route;
}

/** What a known person or body fills in on the page *Who*. */
export async function recipientOf(app: App, recipient: Id): Promise<Fields> {
  const fields = (await app.core.record(recipient))?.fields ?? {};
  const addresses = Array.isArray(fields['addresses']) ? (fields['addresses'] as readonly Fields[]) : [];
  const { name, birth, identity, kind } = fields;
  const held = { name, birth, identity, recipient_kind: kind, address: addresses[0]?.['words'] };
  return { recipient, ...Object.fromEntries(Object.entries(held).filter(([, value]) => value != null)) };
}
