/** "Sent" is shown only with the server's signed receipt for exactly these bytes (PROTOCOL section 8). */

import { hashedArray, type HashedValue } from '../lib/hashes';
import type { Receipt } from '../store/view';
import { verified } from '../vault/signing';
import type { OpenInstall } from './install';
import type { Verdict } from './wire';

const PREFIX = 'lantern-receipt-v1\n';
const DROPPED = 'lantern-dropped-v1';

/**
 * The receipt of a verdict when it is right in every part, else null.
 *
 * hash: of the change's text as this phone computed it. A pinned key, the tenant and the verdict must agree.
 */
export async function checkedReceipt(install: OpenInstall, verdict: Verdict, hash: string): Promise<Receipt | null> {
  if (verdict.receipt === null) return null;
  const [array, signature] = verdict.receipt;
  const { enrolment } = install;
  const [kid, tenant, change_hash, said, received_at, stream, epoch, seq] = array;
  const key = install.receipt_keys.get(String(kid));
  const ours = tenant === enrolment.tenant && change_hash === hash;
  if (key === undefined || !ours || said !== verdict.verdict || typeof received_at !== 'string') return null;
  if (!(await verified(key, receiptText(array as HashedValue[]), signature))) return null;
  return {
    received_at,
    stream: typeof stream === 'string' ? stream : null,
    epoch: typeof epoch === 'number' ? epoch : null,
    seq: typeof seq === 'number' ? seq : null,
  };
}

/** Whether the server itself says that the grant of a stream has ended. */
export async function isDropped(
  install: OpenInstall,
  line: { readonly stream: string; readonly epoch: number; readonly grant: number; readonly signature: string },
): Promise<boolean> {
  const { tenant, install: id } = install.enrolment;
  const text = droppedText(tenant, id, line.stream, line.epoch, line.grant);
  for (const key of install.receipt_keys.values()) if (await verified(key, text, line.signature)) return true;
  return false;
}

/** What a receipt's signature is over. */
export function receiptText(array: readonly HashedValue[]): string {
  return PREFIX + hashedArray(array);
}

/** What the signature of a `dropped` line is over. */
export function droppedText(tenant: string, install: string, stream: string, epoch: number, grant: number): string {
  return hashedArray([DROPPED, tenant, install, stream, epoch, grant]);
}
