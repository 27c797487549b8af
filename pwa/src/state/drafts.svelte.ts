/** A form's values, saved as a draft within half a second of a keystroke and restored without a question. */
import type { Draft, Fields, Id } from '../api/core';
import type { App } from './core.svelte';
import { notices } from './notice.svelte';
import { t } from './texts';

const AUTOSAVE_MS = 350;
/** What could not be kept is tried again: somebody may have made room. */
const AGAIN_MS = 5_000;

/** Forms on screen now. */
const open = new Set<DraftForm>();

/** Keeps every open draft; awaited before another page is drawn or the phone is locked, so that none reads an older one. */
export async function keepAll(): Promise<void> {
  await Promise.all([...open].map((form) => form.keep()));
}

/** Whether a form is on screen: nothing may reload the page under somebody's hands. */
export function isWriting(): boolean {
  return open.size > 0;
}

/** What a draft is about; it does not change while the form is open. */
export interface DraftHead {
  readonly draft: Id;
  readonly type: string;
  readonly record: Id | null;
  readonly stream: string | null;
  /** Address of the screen that goes on with it. */
  readonly route: string;
  /** What it is called in the list of drafts; never a name. */
  readonly title: string;
}

/**
 * Made while a component starts: `const form = new DraftForm(app, head, { contact: 'talked' })`.
 *
 * `form.values` is read and written by fields (`bind:value={form.values['ask']}`); every write is saved.
 * `ready` turns true when an earlier draft, if there is one, has been laid over the initial values.
 */
export class DraftForm {
  values = $state<Record<string, unknown>>({});
  #ready = $state(false);
  #saved_at = $state<string | null>(null);
  readonly #app: App;
  readonly #head: DraftHead;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #settled = false;
  /** Each field as text, as it was kept or restored last. */
  #known: Readonly<Record<string, string>> = {};

  constructor(app: App, head: DraftHead, initial: Fields = {}) {
    this.#app = app;
    this.#head = head;
    this.values = structuredClone<Record<string, unknown>>(initial);
    void this.#restore();
    this.#watch();
  }

  get head(): DraftHead {
    return this.#head;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** When the draft was last kept on this phone; null when nothing has been typed. */
  get savedAt(): string | null {
    return this.#saved_at;
  }

  /**
   * Keeps it now: *Finish later*, a page turn, the phone put away. Only what was changed here is laid over what is kept:
   * another tab may be on the same draft.
   */
  async keep(): Promise<void> {
    clearTimeout(this.#waiting);
    const mine = this.#changed();
    if (this.#settled || !this.#ready || mine.length === 0) return;
    const before = this.#known;
    const now = $state.snapshot(this.values) as Fields;
    this.#known = textsOf(now);
    try {
      const held = await this.#app.core.draft(this.#head.draft);
      const values = held === null ? now : { ...held.values, ...Object.fromEntries(mine.map((field) => [field, now[field]])) };
      await this.#app.core.save_draft({ ...this.#head, values });
      this.#saved_at = new Date().toISOString();
    } catch (error) {
      // Locked meanwhile, or the disk is full: what is on screen is then the only copy, and the person is told.
      this.#known = before;
      if (this.#app.status.phase !== 'open') return;
      notices.say(isFull(error) ? t.noRoomLeftThisDraft : t.thisDraftCouldNotBe);
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.keep(), AGAIN_MS);
    }
  }

  /** Lays values that follow from others and nobody typed: they alone make no draft, and are worked out again from a kept one. */
  workedOut(values: Fields): void {
    this.#known = { ...this.#known, ...textsOf(values) };
    Object.assign(this.values, values);
  }

  /** After a save that named this draft: the core has dropped it in the same transaction. */
  settled(): void {
    this.#settled = true;
    clearTimeout(this.#waiting);
  }

  /** *Throw this draft away*. */
  async drop(): Promise<void> {
    this.settled();
    await this.#app.core.drop_draft(this.#head.draft);
  }

  async #restore(): Promise<void> {
    const draft: Draft | null = await this.#app.core.draft(this.#head.draft);
    if (draft !== null) {
      this.values = { ...this.values, ...(draft.values as Record<string, unknown>) };
      this.#saved_at = draft.saved_at;
    }
    this.#known = textsOf(this.values);
    this.#ready = true;
  }

  /** Fields that read otherwise than when they were kept last. */
  #changed(): readonly string[] {
    const now = textsOf(this.values);
    return [...new Set([...Object.keys(now), ...Object.keys(this.#known)])].filter((field) => now[field] !== this.#known[field]);
  }

  #watch(): void {
    $effect(() => {
      const changed = this.#changed();
      if (!this.#ready || changed.length === 0) return;
      clearTimeout(this.#waiting);
      this.#waiting = setTimeout(() => void this.keep(), AUTOSAVE_MS);
    });
    $effect(() => {
      open.add(this);
      const hidden = (): void => void this.keep();
      document.addEventListener('visibilitychange', hidden);
      window.addEventListener('pagehide', hidden);
      return () => {
        document.removeEventListener('visibilitychange', hidden);
        window.removeEventListener('pagehide', hidden);
        open.delete(this);
        void this.keep();
      };
    });
  }
}

function textsOf(values: Fields): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([field, value]) => [field, JSON.stringify(value)]));
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'storage_full';
}

/** The id of a new draft; it goes into the address, so that a reload finds it again. */
export function newDraft(): Id {
  return crypto.randomUUID();
}
