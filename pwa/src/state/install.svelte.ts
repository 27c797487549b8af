/** Whether Lantern stands on the home screen, and how to put it there: enrolling in a browser tab would be lost with it. */

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
    if (this.offered) return 'Installed, it opens full screen and keeps its entries when the browser is cleared up.';
    if (/iPhone|iPad/.test(navigator.userAgent)) return 'Share, then "Add to Home Screen". Open it from there and sign in.';
    return 'In the browser\'s menu, "Install app" or "Add to Home screen". Open it from there and sign in.';
  }

  async ask(): Promise<void> {
    await this.#offer?.prompt();
  }
}

function standing(): boolean {
  return window.matchMedia('(display-mode: standalone)').matches;
}

export const install = new Install();
