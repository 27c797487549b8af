/** Whether Lantern stands on the home screen, and how to put it there: enrolling in a browser tab would be lost with it. */
import { t } from './texts';


/** Chromium's offer to install; the DOM types do not know it. */
interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

class Install {
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

  get words(): string {
    if (this.offered) return t.installedItOpensFullScreen;
    if (/iPhone|iPad/.test(navigator.userAgent)) return t.shareThenAddToHome;
    return t.inTheBrowsersMenuInstall;
  }

  async ask(): Promise<void> {
    await this.#offer?.prompt();
  }
}

function standing(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches;
}

export const install = new Install();
