/**
 * What an officer opens next, loaded while the PIN is typed and made into a key: with a slow processor a page whose program
 * is still to come took 0.3 to 0.6 s to open, one whose program is there 0.05. Programs are the same for everybody: a
 * locked phone tells nothing by having them.
 */

import { LOADERS, type TypeName } from '../records/index.gen';
import { load } from '../screens';
import type { Screen } from '../routes';

const SCREENS: readonly Screen[] = ['find', 'unsent', 'note', 'vehicle', 'talked'];
const TYPES: readonly TypeName[] = ['engagement', 'sighting', 'vehicle', 'person', 'patrol', 'warning'];

/** After the first screen is painted: of the lock, or Today with its rows. */
const BEGIN_MS = { locked: 200, open: 1_000 };

/** One after the other, so that no tap waits for more than one of them. Returns how to stop it. */
export function makeReady(phase: keyof typeof BEGIN_MS): () => void {
  const steps: (() => unknown)[] = [
    // What records of several types share comes with their page, what forms share with the first form.
    () => load({ screen: 'record', params: {} }),
    ...TYPES.map((type) => LOADERS[type]),
    () => import('../screens/met/MetSheet.svelte'),
    ...SCREENS.map((screen) => () => load({ screen, params: {} })),
  ];
  let timer = setTimeout(next, BEGIN_MS[phase]);
  function next(): void {
    const step = steps.shift();
    // What cannot be loaded now is asked for again when it is opened.
    if (step !== undefined) void Promise.resolve(step()).catch(() => undefined).then(() => (timer = setTimeout(next)));
  }
  return () => {
    steps.length = 0;
    clearTimeout(timer);
  };
}
