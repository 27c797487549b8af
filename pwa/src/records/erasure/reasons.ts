/** Why something is erased: the codes of `server/erasure/reasons.py`, to which a test of the server holds them. */
import type { ChoiceOption } from '../../ui/choice';
import { t } from './texts';

export const REASONS: readonly ChoiceOption[] = [
  { value: 'asked', get label(): string { return t.thePersonAskedForIt; } },
  { value: 'wrong_person', get label(): string { return t.itIsAboutSomebodyElse; } },
  { value: 'third_party', get label(): string { return t.itNamesSomebodyWhoHas; } },
  { value: 'not_needed', get label(): string { return t.itIsNoLongerNeeded; } },
  { value: 'order', get label(): string { return t.aCourtOrTheInformation; } },
  { value: 'unlawful', get label(): string { return t.itShouldNeverHaveBeen; } },
];

export const CASE_NUMBER = /^[A-Za-z0-9/.-]{1,40}$/;
