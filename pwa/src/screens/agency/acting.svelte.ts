/** Saves what an act writes, says it, and keeps what stands in the way. */
import type { Intent, Problem } from '../../api/core';
import type { App } from '../../state/core.svelte';
import { notices } from '../../state/notice.svelte';
import { momentOf } from '../../ui/time';
import type { Act } from '../../records/referral/answering';

export class Acting {
  #problems = $state.raw<readonly Problem[]>([]);
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Who acts, now. */
  get act(): Act {
    return { by: this.#app.status.person?.id ?? '', at: momentOf(new Date()) };
  }

  /** Shows what has to be answered first. */
  needs(problems: readonly Problem[]): boolean {
    this.#problems = problems;
    return problems.length > 0;
  }

  /** True when it is on this device. words: what the notice says. */
  async save(intents: readonly Intent[], words: string): Promise<boolean> {
    const outcome = await this.#app.core.save_all(intents);
    this.#problems = outcome.ok ? [] : outcome.problems;
    if (outcome.ok) notices.saved(words, outcome.value);
    return outcome.ok;
  }
}
