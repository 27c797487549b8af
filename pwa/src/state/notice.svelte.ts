/** What was just saved, said once, with *Undo* for ten seconds. */
import type { Core, Saved } from '../api/core';
import { clock } from '../ui/time';
import { t } from './texts';

const UNDO_MS = 10_000;
const BUZZ_MS = 30;

interface Notice {
  readonly words: string;
  /** Null: there is nothing to undo. */
  readonly undo: ((core: Core) => Promise<boolean>) | null;
  /** Said after *Undo*, whether it worked or not. */
  readonly undone?: readonly [yes: string, no: string];
}

class Notices {
  #shown = $state.raw<Notice | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get shown(): Notice | null {
    return this.#shown;
  }

  /**
   * `saved('Nothing seen', [saved])` shows "On this phone 02:14: Nothing seen". *Undo* voids what was made, the
   * last first; a change of an older record brings its own `undo`, since voiding would take the whole record.
   */
  saved(what: string, saved: readonly Saved[], undo?: (core: Core) => Promise<boolean>): void {
    const at = saved[0]?.at;
    const words = t.onThisPhone(at === undefined ? '' : ` ${clock(at)}`, what);
    this.#show({ words, undo: undo ?? ((core) => voidAll(core, saved)) });
    if ('vibrate' in navigator) navigator.vibrate(BUZZ_MS);
  }

  /** Kept where it is no entry yet: *Undo* takes it away, and says so in its own words. */
  kept(words: string, undo: (core: Core) => Promise<boolean>, undone: readonly [yes: string, no: string]): void {
    this.#show({ words, undo, undone });
    if ('vibrate' in navigator) navigator.vibrate(BUZZ_MS);
  }

  /** A sentence with nothing to undo. */
  say(words: string): void {
    this.#show({ words, undo: null });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#shown = null;
  }

  async undo(core: Core): Promise<void> {
    const undo = this.#shown?.undo ?? null;
    const [yes, no] = this.#shown?.undone ?? [t.undoneItStaysInThe, t.thisCouldNotBeUndone];
    this.close();
    if (undo === null) return;
    this.say((await undo(core)) ? yes : no);
  }

  #show(notice: Notice): void {
    clearTimeout(this.#timer);
    this.#shown = notice;
    this.#timer = setTimeout(() => this.close(), UNDO_MS);
  }
}

async function voidAll(core: Core, saved: readonly Saved[]): Promise<boolean> {
  for (const each of [...saved].reverse()) {
    const outcome = await core.undo(each);
    if (!outcome.ok) return false;
  }
  return true;
}

export const notices = new Notices();
