/** Why something is erased: the codes of `server/erasure/reasons.py`, to which a test of the server holds them. */
import type { ChoiceOption } from '../../ui/choice';

export const REASONS: readonly ChoiceOption[] = [
  { value: 'asked', label: 'The person asked for it' },
  { value: 'wrong_person', label: 'It is about somebody else' },
  { value: 'third_party', label: 'It names somebody who has nothing to do with it' },
  { value: 'not_needed', label: 'It is no longer needed' },
  { value: 'order', label: 'A court or the Information Commissioner ordered it' },
  { value: 'unlawful', label: 'It should never have been written down' },
];

export const CASE_NUMBER = /^[A-Za-z0-9/.-]{1,40}$/;
