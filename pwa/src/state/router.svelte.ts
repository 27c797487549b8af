/** Where the app is, as state; and the hold of *Show to them*, which lets nobody go elsewhere. */
import { parse, type Route } from '../routes';

class Router {
  #route = $state.raw<Route>(parse(window.location.hash));
  #address = window.location.hash;
  #held = $state(false);

  constructor() {
    window.addEventListener('hashchange', () => {
      if (this.#held) {
        window.location.replace(this.#address === '' ? '#/' : this.#address);
        return;
      }
      this.#address = window.location.hash;
      this.#route = parse(this.#address);
    });
  }

  get current(): Route {
    return this.#route;
  }

  /** True while the phone is in somebody else's hands: strip and tabs are gone, back leads nowhere. */
  get held(): boolean {
    return this.#held;
  }

  hold(): void {
    this.#held = true;
  }

  /** After the officer's PIN (`core.check_pin`). */
  release(): void {
    this.#held = false;
  }
}

export const router = new Router();
