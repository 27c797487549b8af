/**
 * On what ground a referral reaches its agency, and why it waits where there is none.
 *
 * The server places it (PROTOCOL section 11); this says beforehand, in words, what will happen.
 */
import type { Fields } from '../../api/core';
import { t } from './texts';

export type Ground =
  | { readonly kind: 'agreement' | 'basis'; readonly words: string }
  | { readonly kind: 'waits'; readonly words: string };

/**
 * agreement: fields of the person's agreement with the agency, null when nobody asked.
 * basis: fields of the referral's basis. today: local date, inclusive with `until`.
 */
export function groundOf(agreement: Fields | null, basis: Fields, agency: string, today: string): Ground {
  const lawful = basis['lawful_basis'];
  if (typeof lawful === 'string' && lawful !== '') {
    return { kind: 'basis', words: t.goesToWithoutAgreementFor(agency) };
  }
  if (agreement === null) return waits(t.theyHaveNotBeenAsked(agency));
  return groundOfAgreement(agreement, agency, today);
}

function groundOfAgreement(agreement: Fields, agency: string, today: string): Ground {
  const until = agreement['until'];
  if (typeof until === 'string' && until < today) return waits(t.theirAgreementHasEndedAsk);
  switch (agreement['state']) {
    case 'given':
      return { kind: 'agreement', words: t.theyAgreedItGoesTo(agency) };
    case 'ask_again':
      return waits(t.theySaidYesAskAgain(whyAskAgain(agreement)));
    case 'said_no':
      return waits(t.theySaidNoNothingGoes);
    case 'withdrawn':
      return waits(t.theyTookTheirAgreementBack);
    default:
      return waits(t.theyHaveNotBeenAsked(agency));
  }
}

/** What made a yes uncertain, in one half-sentence; the first that holds. */
function whyAskAgain(agreement: Fields): string {
  if (agreement['alone'] === 'somebody_near') return t.withSomebodyNear;
  if (agreement['well'] === 'no') return t.whileNotWell;
  if (agreement['interpreter'] === 'needed_none') return t.withoutTheInterpreterTheyNeeded;
  if (agreement['understood'] === 'no' || agreement['understood'] === 'partly') return t.andMayNotHaveFollowed;
  return t.andWerePerhapsNotAlone;
}

/** What a referral may hold, by what the person agreed to; everything on it is for the agency's eyes. */
export function sharedFields(values: Fields, mayKnow: readonly string[] | null): Fields {
  if (mayKnow === null) return values;
  const kept = Object.entries(values).filter(([name]) => {
    const needed = NEEDS[name];
    return needed === undefined || mayKnow.includes(needed);
  });
  return Object.fromEntries(kept);
}

/** Fields of a referral that go only with this part of the agreement. */
const NEEDS: Readonly<Record<string, string>> = {
  facts: 'facts',
  view_of_risk: 'view_of_risk',
};

/** How the agreement reads on the referral: "Asked alone, in Română. Said yes 6 Feb 23:20. Until 6 May." */
export function agreementWords(agreement: Fields, language: string | null, askedAt: string, until: string): string {
  const alone = agreement['alone'] === 'alone' ? t.askedAlone : t.asked;
  const tongue = language === null ? '' : t.inIt(language);
  const end = until === '' ? '' : t.until(until);
  return t.saidYes(alone, tongue, askedAt, end);
}

function waits(words: string): Ground {
  return { kind: 'waits', words };
}
