/** Whether Lantern stands on the home screen, and how to put it there: enrolling in a browser tab would be lost with it. */
import { t } from './texts';


/** Chromium's offer to install; the DOM types do not know it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

const APPLE = /iPhone|iPad/;
const LATER_KEY = 'lantern-install-later';
const LATER_MS = 30 * 86_400_000;

class Install {
  #later = $state(Date.now() < Number(kept() ?? 0));
  #offer = $state.raw<InstallOffer | null>(null);
  #done = $state(standing());

  constructor() {
    window.addEventListener('beforeinstallprompt', (event) => {
      event.preventDefault();
      this.#offer = event as InstallOffer;
    });
    window.addEventListener('appinstalled', () => {
      this.#done = true;
      this.#offer = null;
    });
  }

  get done(): boolean {
    return this.#done;
  }

  /** The browser lets us ask by ourselves. */
  get offered(): boolean {
    return this.#offer !== null;
  }

  /** On an iPhone the app on the home screen has a storage of its own: what was enrolled in the browser stays there. */
  get first(): boolean {
    return !this.#done && APPLE.test(navigator.userAgent);
  }

  /** Neither there nor put off for a month. */
  get wanted(): boolean {
    return !this.#done && !this.#later;
  }

  /** *Not now*: not offered again for a month; it stays under More. */
  later(): void {
    this.#later = true;
    keep(String(Date.now() + LATER_MS));
  }

  get words(): string {
    if (this.offered) return t.installedItOpensFullScreen;
    if (APPLE.test(navigator.userAgent)) return t.shareThenAddToHome;
    return t.inTheBrowsersMenuInstall;
  }

  async ask(): Promise<void> {
    await this.#offer?.prompt();
  }
}

function standing(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches;
}

/** One moment, and nothing about anybody. */
function kept(): string | null {
  try {
    // eslint-disable-next-line no-restricted-globals -- See above.
    return localStorage.getItem(LATER_KEY);
  } catch {
    return null;
  }
}

function keep(until: string): void {
  try {
    // eslint-disable-next-line no-restricted-globals -- See above.
    localStorage.setItem(LATER_KEY, until);
  } catch {
    // Then it is offered again next time.
  }
}

export const install = new Install();
