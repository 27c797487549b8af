/** What was put in while locked, until an unlock has made changes or drafts of it. */

import type { CaptureRow, Database } from './database';

/** On one phone of one person: a night of logging, and little for a stranger to fill. */
export const CAPTURES_MAX = 40;

/** Durable when it answers. False when there is no room for more. */
export async function addCapture({ strict }: Database, row: CaptureRow): Promise<boolean> {
  return strict.transaction('rw', strict.captures, async () => {
    if ((await strict.captures.count()) >= CAPTURES_MAX) return false;
    await strict.captures.add(row);
    return true;
  });
}

/** Whether it was there. */
export async function dropCapture({ strict }: Database, capture: string): Promise<boolean> {
  return strict.transaction('rw', strict.captures, async () => {
    if ((await strict.captures.get(capture)) === undefined) return false;
    await strict.captures.delete(capture);
    return true;
  });
}
