/** Whether a warning can be given now, waits for a sergeant, or ends here: the head of the page *Check*. */
import type { Lack } from './completeness';

export type Gate =
  /** Something is missing or broken on pages 1 to 5. */
  | 'incomplete'
  /** A sergeant has to decide and has not been asked about it as it stands. */
  | 'ask'
  | 'with_supervisor'
  | 'returned'
  | 'refused'
  | 'can_be_given'
  | 'given';

export interface Standing {
  /** What is missing before it can be final, without the pages of the copy and the giving. */
  readonly lacks: readonly Lack[];
  /** Rules that make it wait. */
  readonly waits: number;
  /** Kind of the newest decision about the record as it was last saved, or null. */
  readonly decision: string | null;
  readonly submitted: boolean;
  readonly given: boolean;
  /** Something of substance differs from what was saved: a decision about the old text does not cover it. */
  readonly altered: boolean;
}

export function gateOf(standing: Standing): Gate {
  if (standing.given) return 'given';
  const decision = standing.altered ? null : standing.decision;
  if (decision === 'refuse') return 'refused';
  if (standing.lacks.length > 0) return 'incomplete';
  if (decision === 'approve' || decision === 'allow') return 'can_be_given';
  if (decision === 'return') return 'returned';
  if (standing.waits === 0) return 'can_be_given';
  return standing.submitted && !standing.altered ? 'with_supervisor' : 'ask';
}
