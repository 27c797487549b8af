/** Agreements withdrawn while somebody else worked on a referral that rested on them. */
import type { Summary } from '../../api/core';
import { millisecondsOf } from '../../lib/moments';
import { isDecided, standing, textOf, type Desk } from './desk';
import { titleOf, type Item } from './item';
import { t } from './texts';

/** Two acts within this time of each other were made without knowing of each other (a night without signal). */
export const APART_HOURS = 24;

const STOPPED_STATES = ['withdrawn', 'said_no'];
const FINISHED = ['voided', 'draft', 'closed', 'declined', 'passed_on'];

/**
 * One row for each referral that was changed after, or in the night before, its person's agreement with
 * the agency was withdrawn; and one for each agreement where a *yes* lost against a *no*.
 *
 * A decision about the referral as it stands takes the row away.
 */
export function agreementItems(desk: Desk): Item[] {
  const withdrawn = standing(desk, 'agreement').filter((row) =>
    STOPPED_STATES.includes(textOf(row.fields, 'state')),
  );
  const edited = withdrawn.flatMap((agreement) =>
    referralsOn(desk, agreement)
      .filter((referral) => wasEditedAround(referral, agreement) && !isDecided(desk, referral))
      .map((referral) => editedItem(referral, agreement)),
  );
  const lost = withdrawn
    .filter((row) => row.flags.includes('giving_lost') && !isDecided(desk, row))
    .map(givingLostItem);
  return [...edited, ...lost];
}

/** Referrals to the agreement's agency whose basis names its person, still under way. */
function referralsOn(desk: Desk, agreement: Summary): readonly Summary[] {
  const person = agreement.fields['person'];
  const referrals = standing(desk, 'referral_basis')
    .filter((basis) => basis.fields['person'] === person)
    .map((basis) => basis.fields['referral']);
  return standing(desk, 'referral').filter(
    (row) =>
      referrals.includes(row.record) &&
      row.fields['to_agency'] === agreement.fields['agency'] &&
      !FINISHED.includes(desk.referralState(row) ?? ''),
  );
}

function wasEditedAround(referral: Summary, agreement: Summary): boolean {
  const apart = millisecondsOf(referral.changed_at) - millisecondsOf(agreement.changed_at);
  return apart > -APART_HOURS * 3_600_000;
}

function editedItem(referral: Summary, agreement: Summary): Item {
  return {
    ...base(referral, titleOf(referral, t.referral)),
    key: `agreement/${referral.record}`,
    why: t.agreementWithdrawnWhileTheReferral,
    since: agreement.changed_at,
  };
}

function givingLostItem(agreement: Summary): Item {
  return {
    ...base(agreement, titleOf(agreement, t.agreement)),
    key: `agreement/${agreement.record}`,
    why: t.aYesCameInAfter,
    since: agreement.changed_at,
  };
}

function base(row: Summary, title: string): Omit<Item, 'key' | 'why' | 'since'> {
  return {
    kind: 'agreement_withdrawn',
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title,
    due: null,
    author: row.author,
    tone: 'danger',
    harmless: false,
  };
}
