/** From a yes to a referral: a draft that already holds what was said, so that nobody is asked twice. */
import type { Core, Id } from '../../api/core';
import { groupOf } from '../../forms/reading';
import { href } from '../../routes';
import { newDraft } from '../../state/drafts.svelte';
import { clock, day } from '../../ui/time';
import type { EngagementForm } from './engagement_form.svelte';
import { t } from './texts';

interface About {
  readonly agency: Id;
  readonly person: Id;
  readonly engagement: Id;
}

/**
 * Saves the draft of a referral and gives its address.
 *
 * Beside the referral's fields the draft holds `$person` and `$engagement`, for the record of why it was made;
 * they never enter the referral itself.
 */
export async function startReferral(core: Core, talk: EngagementForm, about: About): Promise<string> {
  const draft = newDraft();
  const route = href('referral', { draft });
  const { asked, values } = talk.plain();
  await core.save_draft({
    draft,
    type: 'referral',
    record: null,
    stream: talk.form.stream,
    route,
    title: t.referral,
    values: {
      $person: about.person,
      $engagement: about.engagement,
      to_agency: about.agency,
      name_or_alias: talk.text('name_used'),
      safe_contact: groupOf(values['safe_contact']),
      may_know: asked.may_know ?? [],
      feedback_level: asked.feedback_level ?? null,
      facts: (asked.may_know ?? []).includes('facts') ? talk.text('in_their_words') : '',
      agreement_words: wordsOfAgreement(talk, new Date()),
    },
  });
  return route;
}

/** "Asked alone. Said yes 6 Feb 23:20. Until 6 May." */
function wordsOfAgreement(talk: EngagementForm, now: Date): string {
  const at = talk.text('happened_at');
  const alone = talk.text('with_them') === 'alone' ? t.askedAlone : '';
  const yes = talk.agreed.state === 'given' ? t.saidYes : t.saidYesAskAgainBefore;
  const until = talk.asked.until === undefined ? '' : t.untilOf(day(talk.asked.until, now));
  return `${alone}${yes} ${day(at, now)} ${clock(at)}.${until}`;
}
