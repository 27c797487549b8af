/** Dark by night without being asked; a person may hold it dark or light. */

export type ThemeChoice = 'auto' | 'dark' | 'light';

const KEY = 'lantern-theme';
/** Local hours between which `auto` is dark whatever the system says: a patrol's night in any season. */
const NIGHT_FROM = 18;
const NIGHT_TO = 7;

class Theme {
  #choice = $state<ThemeChoice>(kept());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    storage()?.setItem(KEY, choice);
    this.apply(new Date());
  }

  /** Sets the attribute that the colour tokens follow; none leaves it to the system. */
  apply(now: Date): void {
    const night = now.getHours() >= NIGHT_FROM || now.getHours() < NIGHT_TO;
    const shown = this.#choice === 'auto' ? (night ? 'dark' : null) : this.#choice;
    if (shown === null) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = shown;
  }
}

function kept(): ThemeChoice {
  const value = storage()?.getItem(KEY);
  return value === 'dark' || value === 'light' ? value : 'auto';
}

/** The one thing outside the encrypted store: it is needed before the unlock and says nothing about anybody. */
function storage(): Storage | null {
  try {
    // eslint-disable-next-line no-restricted-globals -- See above.
    return localStorage;
  } catch {
    return null;
  }
}

export const theme = new Theme();
