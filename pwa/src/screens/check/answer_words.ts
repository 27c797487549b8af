/** The words of a check in the street (SCREENS section 5): the answer, and what it rests on. */
import type { Answer, AnswerWord } from '../../records/breach_check/exclusion';
import { t } from './texts';

export function answerInWords(answer: AnswerWord): string {
  const words: Readonly<Record<AnswerWord, string>> = {
    inside_now: t.insideNow,
    outside_hours: t.outsideTheHours,
    outside_area: t.outsideTheArea,
    too_close: t.tooCloseToSay,
    not_begun: t.notBegun,
    ended: t.ended,
    no_warning: t.noWarningInForce,
    not_answered: t.sayWhereYouAre,
  };
  return words[answer];
}

const METRES_TOLD = 1_000;

/** "You are about 40 m inside the line (accuracy 12 m)." accuracy: metres, null when no position was used. */
export function restsOn({ answer, by, metres }: Answer, accuracy: number | null, street: string): string | null {
  if (by === 'everywhere') return t.itHoldsEverywhere;
  if (by === 'said') return t.asYouSay;
  if (by === 'street') return t.byTheStreetYouNamed(street);
  if (by === 'position' && metres !== null) {
    const [far, wrong] = [distance(metres), distance(accuracy ?? 0)];
    if (answer === 'too_close') return t.fromTheLine(far, wrong);
    return answer === 'inside_now' ? t.insideTheLine(far, wrong) : t.outsideTheLine(far, wrong);
  }
  return answer === 'not_answered' ? t.waysToSayWhere : null;
}

/** "40 m", "1.2 km" */
export function distance(metres: number): string {
  return metres < METRES_TOLD ? `${Math.round(metres)} m` : `${(metres / METRES_TOLD).toFixed(1)} km`;
}
