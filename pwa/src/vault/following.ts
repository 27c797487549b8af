/** Goes on to the server's newer keys, when the chain from the pinned ones proves them (PROTOCOL section 18). */

import type { Database } from '../store/database';
import type { OpenInstall } from '../sync/install';
import { type Chains, successors } from '../sync/new_keys';
import { importReceiptKeys, updateEnrolment } from './keeping';
import { importSealingKey } from './server_seal';

/** broken: everything stays as it was. */
export type Followed = 'newer' | 'same' | 'broken';

/** Pins the newest keys of both chains, durably before they are used. */
export async function followKeys(database: Database, install: OpenInstall, chains: Chains): Promise<Followed> {
  const { enrolment } = install;
  const [receipts, sealings] = await Promise.all([
    successors(enrolment.receipt_key, 'receipt', enrolment.tenant, chains.receipt),
    successors(enrolment.sealing_key, 'sealing', enrolment.tenant, chains.sealing),
  ]);
  if (receipts === null || sealings === null) return 'broken';
  const receipt_key = receipts.at(-1) ?? enrolment.receipt_key;
  const sealing_key = sealings.at(-1) ?? enrolment.sealing_key;
  if (receipts.length + sealings.length === 0) return 'same';
  const earlier = [...(enrolment.earlier_receipt_keys ?? []), enrolment.receipt_key, ...receipts].filter(({ kid }) => kid !== receipt_key.kid);
  const next = { ...enrolment, receipt_key, sealing_key, earlier_receipt_keys: earlier };
  await updateEnrolment(database, install.vault, next);
  install.enrolment = next;
  install.receipt_keys = await importReceiptKeys(next);
  install.sealing_key = await importSealingKey(sealing_key);
  return 'newer';
}
