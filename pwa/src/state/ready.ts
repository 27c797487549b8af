/**
 * What an officer opens next, loaded while the first screen is looked at: with a slow processor a page whose program is
 * still to come took 0.6 s to open, one whose program is there 0.1.
 */

import { LOADERS, type TypeName } from '../records/index.gen';
import { load } from '../screens';
import type { Screen } from '../routes';

const SCREENS: readonly Screen[] = ['record', 'find', 'vehicle', 'talked', 'note'];
const TYPES: readonly TypeName[] = ['engagement', 'sighting', 'vehicle', 'person', 'patrol', 'warning'];

/** After the first screen has its rows. */
const BEGIN_MS = 1_000;

/** One after the other, so that no tap waits for more than one of them. Returns how to stop it. */
export function makeReady(): () => void {
  const steps = [...SCREENS.map((screen) => () => load({ screen, params: {} })), ...TYPES.map((type) => LOADERS[type])];
  let timer = setTimeout(next, BEGIN_MS);
  function next(): void {
    const step = steps.shift();
    // What cannot be loaded now is asked for again when it is opened.
    if (step !== undefined) void step().catch(() => undefined).then(() => (timer = setTimeout(next)));
  }
  return () => {
    steps.length = 0;
    clearTimeout(timer);
  };
}
