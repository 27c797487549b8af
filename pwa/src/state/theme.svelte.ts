/** Dark by night without being asked; a person may hold it dark or light. */
import { keep, kept } from './settings_outside';

export type ThemeChoice = 'auto' | 'dark' | 'light';

const KEY = 'lantern-theme';
/** Local hours between which `auto` is dark whatever the system says: a patrol's night in any season. */
const NIGHT_FROM = 18;
const NIGHT_TO = 7;

class Theme {
  #choice = $state<ThemeChoice>(chosen());

  get choice(): ThemeChoice {
    return this.#choice;
  }

  choose(choice: ThemeChoice): void {
    this.#choice = choice;
    keep(KEY, choice);
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

function chosen(): ThemeChoice {
  const value = kept(KEY);
  return value === 'dark' || value === 'light' ? value : 'auto';
}

export const theme = new Theme();
