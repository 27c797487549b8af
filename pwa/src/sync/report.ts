/** Telling the server which records were opened here: one signed report beside a push's changes (PROTOCOL section 24). */

import type { Opened, Opening } from '../store/opened';
import { isObject } from '../store/texts';
import type { OpenInstall } from './install';

/** Records in one report. */
export const VIEWS_MAX = 400;

/** A report on its way. envelope: text and signature. */
export interface Report {
  readonly told: readonly Opening[];
  readonly envelope: readonly [text: string, signature: string];
}

/** What is to be told, signed; null when that is nothing. */
export async function reportOf(install: OpenInstall, opened: Opened): Promise<Report | null> {
  const told = (await opened.all()).slice(0, VIEWS_MAX);
  if (told.length === 0) return null;
  const { tenant, install: id, person } = install.enrolment;
  const text = JSON.stringify({ tenant, install: id, author: person.id, opened: told });
  return { told, envelope: [text, await install.signing.sign(`lantern-views-v1\n${text}`)] };
}

/** Whether the answer to a push settles its report: kept, or refused for good. */
export function isSettled(answer: unknown): boolean {
  const said = isObject(answer) && Array.isArray(answer['views']) ? (answer['views'] as readonly unknown[])[0] : undefined;
  return said === 'stored' || said === 'refused';
}
