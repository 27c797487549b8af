/** What was just saved, said once, with *Undo* for ten seconds. */
import type { Core, Saved } from '../api/core';
import { clock } from '../ui/time';

const UNDO_MS = 10_000;
const BUZZ_MS = 30;

interface Notice {
  readonly words: string;
  readonly saved: readonly Saved[];
}

class Notices {
  #shown = $state.raw<Notice | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get shown(): Notice | null {
    return this.#shown;
  }

  /** `saved('Nothing seen', [saved])` shows "On this phone 02:14: Nothing seen". The last one is undone first. */
  saved(what: string, saved: readonly Saved[]): void {
    const at = saved[0]?.at;
    this.#show({ words: `On this phone${at === undefined ? '' : ` ${clock(at)}`}: ${what}`, saved });
    if ('vibrate' in navigator) navigator.vibrate(BUZZ_MS);
  }

  /** A sentence with nothing to undo. */
  say(words: string): void {
    this.#show({ words, saved: [] });
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#shown = null;
  }

  async undo(core: Core): Promise<void> {
    const saved = this.#shown?.saved ?? [];
    this.close();
    for (const each of [...saved].reverse()) {
      const outcome = await core.undo(each);
      if (!outcome.ok) {
        this.say(outcome.problems[0]?.words ?? 'This could not be undone.');
        return;
      }
    }
    this.say('Undone. It stays in the history.');
  }

  #show(notice: Notice): void {
    clearTimeout(this.#timer);
    this.#shown = notice;
    this.#timer = setTimeout(() => this.close(), UNDO_MS);
  }
}

export const notices = new Notices();
