/**
 * On what ground a referral reaches its agency, and why it waits where there is none.
 *
 * The server places it (PROTOCOL section 11); this says beforehand, in words, what will happen.
 */
import type { Fields } from '../../api/core';

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
    return { kind: 'basis', words: `Goes to ${agency} without agreement, for the reason given. Tell the person unless that is unsafe.` };
  }
  if (agreement === null) return waits(`They have not been asked about ${agency}. It waits until they have said yes.`);
  return groundOfAgreement(agreement, agency, today);
}

function groundOfAgreement(agreement: Fields, agency: string, today: string): Ground {
  const until = agreement['until'];
  if (typeof until === 'string' && until < today) return waits('Their agreement has ended. Ask again before sharing.');
  switch (agreement['state']) {
    case 'given':
      return { kind: 'agreement', words: `They agreed. It goes to ${agency} when it is sent.` };
    case 'ask_again':
      return waits(`They said yes ${whyAskAgain(agreement)}. Ask again before sharing; it waits until then.`);
    case 'said_no':
      return waits('They said no. Nothing goes anywhere unless they change their mind.');
    case 'withdrawn':
      return waits('They took their agreement back. Nothing goes anywhere unless they give it again.');
    default:
      return waits(`They have not been asked about ${agency}. It waits until they have said yes.`);
  }
}

/** What made a yes uncertain, in one half-sentence; the first that holds. */
function whyAskAgain(agreement: Fields): string {
  if (agreement['alone'] === 'somebody_near') return 'with somebody near';
  if (agreement['well'] === 'no') return 'while not well';
  if (agreement['interpreter'] === 'needed_none') return 'without the interpreter they needed';
  if (agreement['understood'] === 'no' || agreement['understood'] === 'partly') return 'and may not have followed';
  return 'and were perhaps not alone';
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
  const alone = agreement['alone'] === 'alone' ? 'Asked alone' : 'Asked';
  const tongue = language === null ? '' : `, in ${language}`;
  const end = until === '' ? '' : ` Until ${until}.`;
  return `${alone}${tongue}. Said yes ${askedAt}.${end}`;
}

function waits(words: string): Ground {
  return { kind: 'waits', words };
}
