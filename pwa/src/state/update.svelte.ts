/** A new version of the app that has been fetched and waits: it starts when nothing is being written. */
import { onUpdate, type Update } from '../device/service_worker';
import { isWriting } from './drafts.svelte';

class WaitingVersion {
  #update = $state.raw<Update | null>(null);

  constructor() {
    onUpdate((update) => (this.#update = update));
  }

  get waits(): boolean {
    return this.#update !== null;
  }

  /** Starts it and reloads; the old page stays while a form is open. */
  start(): void {
    this.#update?.start(isWriting);
  }
}

export const version = new WaitingVersion();
