/**
 * What was agreed on the street, one agreement per agency (DOMAIN 4.2.10).
 *
 * A yes with somebody near, from somebody unwell or who could not follow, or without a needed interpreter is
 * kept as *ask again before sharing*, and the referral waits. Which answers those are stands in the definition.
 */
import type { Fields, Id, Moment } from '../../api/core';
import { evaluate } from '../../lib/conditions';
import { AGREEMENT } from '../agreement.gen';

/** What page B holds beside the engagement's own fields. */
export interface Asked {
  readonly may_know?: readonly string[];
  readonly feedback_level?: string;
  readonly words_read_out?: boolean;
  readonly understood?: string;
  readonly well?: string;
  readonly until?: string;
  readonly words?: string;
}

export interface Agreed {
  readonly state: 'given' | 'ask_again';
  /** One sentence for the page; null for a yes that stands. */
  readonly why: string | null;
}

/** How a yes is kept. `engagement`: who was near, interpreter, language. */
export function yesAs(engagement: Fields, asked: Asked): Agreed {
  const fields = { ...answers(engagement, asked), state: 'given' };
  const broken = AGREEMENT.rules.find((rule) => rule.strength === 'hard' && evaluate(rule.when, fields));
  return broken === undefined ? { state: 'given', why: null } : { state: 'ask_again', why: broken.words };
}

/** The agreement's values in the form of a record's text. */
export function agreementOf(
  engagement: Fields,
  asked: Asked,
  about: { readonly person: Id; readonly agency: Id; readonly author: Id; readonly at: Moment },
): Fields {
  return {
    person: about.person,
    agency: about.agency,
    state: yesAs(engagement, asked).state,
    asked_by: about.author,
    asked_at: about.at,
    ...answers(engagement, asked),
  };
}

/** "With them" has more answers on an engagement than on an agreement: whoever is there, is near. */
function answers(engagement: Fields, asked: Asked): Record<string, unknown> {
  const near = engagement['with_them'];
  const held: Record<string, unknown> = {
    ...asked,
    alone: near === 'with_child' || near === 'with_others' ? 'somebody_near' : near,
    interpreter: engagement['interpreter'],
    language: engagement['language'],
    language_other: engagement['language_other'],
  };
  return Object.fromEntries(Object.entries(held).filter(([, value]) => value !== undefined && value !== null && value !== ''));
}
