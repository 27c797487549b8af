/**
 * What a check in the street says of one condition, from what the officer answers and the phone's clock.
 *
 * The officer says whether this is inside the area and inside the hours; nothing is computed from a
 * position. The clock only fills in what it is sure of: not begun, ended, and the hours as a suggestion.
 */
import { hoursAnswer, type HoursAnswer, type Window } from './hours';
import { t } from './texts';

export type AreaSaid = 'inside' | 'outside' | 'unsure';
export type HoursSaid = 'inside' | 'outside';

export type Answer =
  | 'inside_now'
  | 'outside_hours'
  | 'outside_area'
  | 'too_close'
  | 'not_begun'
  | 'ended'
  | 'not_answered';

/** The words on the screen, which are the words in SCREENS section 5. */
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  get inside_now() {
      return t.insideNow;
    },
  get outside_hours() {
      return t.outsideTheHours;
    },
  get outside_area() {
      return t.outsideTheArea;
    },
  get too_close() {
      return t.tooCloseToSay;
    },
  get not_begun() {
      return t.notBegun;
    },
  get ended() {
      return t.ended;
    },
  get not_answered() {
      return t.sayWhereYouAreThen;
    },
};

export interface Said {
  readonly area: AreaSaid | null;
  readonly hours: HoursSaid | null;
}

/** Dates answer first: outside of them nothing else counts. Then the hours, then the area. */
export function answer(window: Window, said: Said, moment: string): Answer {
  const clock = hoursAnswer(window, moment);
  if (clock === 'not_begun' || clock === 'ended') return clock;
  if (said.hours === 'outside') return 'outside_hours';
  if (said.area === 'outside') return 'outside_area';
  if (said.area === null || said.hours === null) return 'not_answered';
  return said.area === 'unsure' ? 'too_close' : 'inside_now';
}

/** Of several conditions the one that speaks most: being inside any of them is being inside. */
export function answerOfAll(windows: readonly Window[], said: Said, moment: string): Answer {
  const answers = windows.map((window) => answer(window, said, moment));
  return WEIGHT.find((each) => answers.includes(each)) ?? 'not_answered';
}

const WEIGHT: readonly Answer[] = [
  'inside_now', 'too_close', 'not_answered', 'outside_hours', 'outside_area', 'not_begun', 'ended',
];

/** What the clock suggests for the question about the hours; null where the dates already answer. */
export function suggestedHours(windows: readonly Window[], moment: string): HoursSaid | null {
  const clock: readonly HoursAnswer[] = windows.map((window) => hoursAnswer(window, moment));
  if (clock.includes('inside')) return 'inside';
  return clock.includes('outside_hours') ? 'outside' : null;
}
