/** What stands on a clash while it is open, and what a decision would move: counted, never named. */
import type { Fields, RecordView, Summary } from '../../api/core';
import { t } from './texts';

const FINISHED = ['closed', 'declined', 'passed_on'];

/**
 * Sentences for the clash card. field: the clashing field. rows: summaries on this device.
 *
 * A person's age keeps the child path open; agreements, risk and the way to reach somebody bear on the
 * referrals that rest on them.
 */
export function consequencesOf(view: RecordView, field: string, rows: readonly Summary[]): readonly string[] {
  const lines: string[] = [];
  if (field === 'age' && (view.type === 'engagement' || view.type === 'person_supported')) {
    lines.push(t.whileItIsOpenThe);
  }
  if (field === 'confirmed') {
    lines.push(t.whileItIsOpenNo);
  }
  const person = view.type === 'person_supported' ? view.record : view.fields['person'];
  const referrals = referralsOf(person, rows);
  const sent = referrals.filter(isAnswered).length;
  if (referrals.length > 0) {
    lines.push(t.referralsAboutTheSamePerson(sent, referrals.length - sent));
  }
  return lines;
}

/** Submitted referrals whose basis names the person, still open. */
function referralsOf(person: unknown, rows: readonly Summary[]): readonly Summary[] {
  const own = rows
    .filter(({ type, fields }) => type === 'referral_basis' && person !== undefined && fields['person'] === person)
    .map(({ fields }) => fields['referral']);
  return rows.filter(
    ({ type, record, fields }) =>
      type === 'referral' && own.includes(record) && fields['submitted'] !== undefined && !FINISHED.includes(stateOf(fields)),
  );
}

function isAnswered({ fields }: Summary): boolean {
  return stateOf(fields) !== '';
}

function stateOf(fields: Fields): string {
  const answer = fields['answer'];
  const state = typeof answer === 'object' && answer !== null ? (answer as Fields)['state'] : undefined;
  return typeof state === 'string' ? state : '';
}
