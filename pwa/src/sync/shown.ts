/** What this phone shows the server of what it signed, so that one that was put back finds out (PROTOCOL section 21). */

import type { Acknowledgement } from '../store/acknowledged';
import type { Sides, Statement } from '../store/sides';

/** The newest cursor of each stream and the newest receipt. `streams`: only of these; null for all. */
export function shownToServer(sides: Sides, last: Acknowledgement | null, streams: ReadonlySet<string> | null): readonly Statement[] {
  const cursors = [...sides.shown.values()]
    .filter((side) => streams === null || streams.has(side.stream))
    .map((side) => side.complete?.signed)
    .filter((signed) => signed != null);
  return last === null ? cursors : [...cursors, last.receipt];
}
