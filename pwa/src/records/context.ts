/** What states and rules need to know beside the record: `$decision`, `$placed`, `$agreement` (see `lib/conditions.ts`). */
import type { Id, Summary } from '../api/core';

/**
 * Kind of the newest decision that names `last_change`; null when a later change has un-decided it.
 *
 * decisions: summaries of type `decision`, in no order.
 */
export function decisionOn(decisions: readonly Summary[], record: Id, last_change: Id | null): string | null {
  const [newest] = decisions
    .filter(({ fields }) => fields['about'] === record && fields['about_change'] === last_change)
    .sort((one, other) => Date.parse(other.created_at) - Date.parse(one.created_at));
  const kind = newest?.fields['kind'];
  return typeof kind === 'string' ? kind : null;
}

/**
 * `$placed` and `$agreement` of a referral, for those who read `care/`: what the server works out
 * (PROTOCOL section 11), from the rows on this device. today: local date.
 */
export function referralContext(
  referral: Summary,
  bases: readonly Summary[],
  agreements: readonly Summary[],
  today: string,
): { readonly placed: boolean; readonly agreement: string | null } {
  const own = bases.filter(({ fields }) => fields['referral'] === referral.record);
  const given = agreements.find(
    ({ fields }) =>
      fields['agency'] === referral.fields['to_agency'] && own.some((basis) => basis.fields['person'] === fields['person']),
  );
  const state = given?.fields['state'];
  const until = given?.fields['until'];
  const inTime = typeof until !== 'string' || until >= today;
  const lawful = own.some(({ fields }) => fields['lawful_basis'] !== undefined);
  return { placed: lawful || (state === 'given' && inTime), agreement: typeof state === 'string' ? state : null };
}
