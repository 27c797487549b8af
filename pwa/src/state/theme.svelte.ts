/** Dark by night and light by day without being asked; a person may hold it dark or light. */
import { isNight } from '../lib/sun';
import { keep, kept } from './settings_outside';

export type ThemeChoice = 'auto' | 'dark' | 'light';

const KEY = 'lantern-theme';
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

  /** Sets the attribute that the colour tokens follow. By day a phone that is set to dark stays dark. */
  apply(now: Date): void {
    const dark = this.#choice === 'auto' ? isNight(now) || prefersDark() : this.#choice === 'dark';
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }
}

function prefersDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

function chosen(): ThemeChoice {
  const value = kept(KEY);
  return value === 'dark' || value === 'light' ? value : 'auto';
}

export const theme = new Theme();
