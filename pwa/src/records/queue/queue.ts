/**
 * The supervisor's queue: everything that waits, the most pressing first, each row with its reason.
 *
 * Pure: the same summaries and the same time give the same rows in the same order. Order and kinds
 * are those of SCREENS section 7.
 */
import type { Id } from '../../api/core';
import { agreementItems } from './agreements';
import { clashItems } from './clashes';
import type { Desk } from './desk';
import { compareItems, KINDS, type Item, type Kind } from './item';
import { overdueReferralItems, unansweredReportItems } from './overdue';
import { childItems, dangerItems, reviewItems } from './people';
import { taskItems } from './tasks';
import { incompleteItems, lateItems } from './unfinished';
import { givenInErrorItems, waitingWarningItems } from './warnings';

/** me: the supervisor at this desk, whose own tasks count too. */
export function queueOf(desk: Desk, me: Id): readonly Item[] {
  const found = [
    dangerItems,
    childItems,
    givenInErrorItems,
    agreementItems,
    waitingWarningItems,
    clashItems,
    overdueReferralItems,
    unansweredReportItems,
    lateItems,
    incompleteItems,
    reviewItems,
  ].flatMap((items) => items(desk));
  return [...found, ...taskItems(desk, me, found)].sort(compareItems);
}

/** How many rows of each kind there are, in the queue's order; kinds without a row are left out. */
export function countsOf(items: readonly Item[]): readonly (readonly [Kind, number])[] {
  return KINDS.map((kind) => [kind, items.filter((item) => item.kind === kind).length] as const).filter(
    ([, count]) => count > 0,
  );
}
