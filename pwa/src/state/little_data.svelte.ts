/** Whether this phone is to use little data: as its own setting says, or as the person has chosen. */
import { keep, kept } from './settings_outside';

export type DataChoice = 'auto' | 'little' | 'all';

const KEY = 'lantern-data';

/** Chromium alone tells it; its types are not among TypeScript's. */
interface Connected {
  readonly connection?: { readonly saveData?: boolean };
}

class LittleData {
  #choice = $state<DataChoice>(chosen());

  get choice(): DataChoice {
    return this.#choice;
  }

  /** True: nothing large is fetched that nobody has asked for, and what others wrote less often. */
  get on(): boolean {
    return this.#choice === 'auto' ? (navigator as Connected).connection?.saveData === true : this.#choice === 'little';
  }

  choose(choice: DataChoice): void {
    this.#choice = choice;
    keep(KEY, choice);
  }
}

function chosen(): DataChoice {
  const value = kept(KEY);
  return value === 'little' || value === 'all' ? value : 'auto';
}

export const littleData = new LittleData();
