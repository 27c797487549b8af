/**
 * The exact words that reach the officer, as far as the person allowed and no further (SCREENS section 8).
 *
 * What is previewed is what is written: screens show these words and `answering.ts` writes them.
 */
import type { Fields, FieldValue, Moment } from '../../api/core';
import { t } from './texts';

export type FeedbackLevel = 'nothing' | 'in_touch' | 'outcome';

/** Outcomes after which the agency is not in touch with the person. */
const NOT_IN_TOUCH = ['could_not_reach', 'moved_on', 'has_died', 'stopped_by_their_choice'];

/** What the person allows now: "stop telling police" and "stop everything" end it at once. Unset is nothing. */
export function levelNow(referral: Fields): FeedbackLevel {
  const stopped = referral['stopped'];
  if (stopped === 'stop_telling_police' || stopped === 'stop_everything') {
    return 'nothing';
  }
  const level = referral['feedback_level'];
  return level === 'in_touch' || level === 'outcome' ? level : 'nothing';
}

/** The words that a recorded contact sends; null when nothing may be told, or it was told already. */
export function contactWords(referral: Fields): string | null {
  const told = referral['feedback'] !== undefined;
  return levelNow(referral) === 'nothing' || told ? null : t.inTouch;
}

/** The words that closing sends. outcomeLabel: the chosen outcome as the definition words it. */
export function closingWords(referral: Fields, outcome: string, outcomeLabel: string): string | null {
  switch (levelNow(referral)) {
    case 'nothing':
      return null;
    case 'in_touch':
      return NOT_IN_TOUCH.includes(outcome) ? t.notInTouchAnyMore : t.inTouch;
    case 'outcome':
      return outcomeLabel;
  }
}

/** The group `feedback` with those words; the outcome only where it may be told. */
export function feedbackValue(referral: Fields, words: string, outcome: string | null, at: Moment): FieldValue {
  const in_touch = outcome === null || !NOT_IN_TOUCH.includes(outcome);
  const told = levelNow(referral) === 'outcome' && outcome !== null;
  return told ? { in_touch, outcome, words, at } : { in_touch, words, at };
}

/** How the page says what the person chose. */
export function levelWords(level: FeedbackLevel): string {
  switch (level) {
    case 'nothing':
      return t.nothingOnlyThatTheReferral;
    case 'in_touch':
      return t.onlyThatYouAreIn;
    case 'outcome':
      return t.howItWentInThe;
  }
}
