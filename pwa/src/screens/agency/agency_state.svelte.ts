/** The agency's referrals with their states and who works on them, and what has left the agency. */
import type { Departed, Fields, Id, Summary } from '../../api/core';
import { momentOf } from '../../lib/moments';
import type { Known } from '../../records/referral/inbox';
import { REFERRAL } from '../../records/referral.gen';
import { stateOf } from '../../records/validate';
import { present } from '../../state/clock.svelte';
import type { App } from '../../state/core.svelte';
import { RecordList } from '../../state/query.svelte';

/** More referrals than one agency has open and closed within the horizon. */
const EVERYTHING = 20_000;

export class AgencyState {
  readonly #referrals: RecordList;
  readonly #work: RecordList;
  #departed = $state.raw<readonly Departed[]>([]);
  readonly #known = $derived.by(() => this.#referrals.rows.map((row) => this.#knownOf(row)));

  constructor(app: App) {
    this.#referrals = new RecordList(app, () => ({ types: ['referral'], limit: EVERYTHING }));
    this.#work = new RecordList(app, () => ({ types: ['referral_work'], limit: EVERYTHING }));
    $effect(() => {
      const ask = (): void => void app.core.departed().then((departed) => (this.#departed = departed));
      ask();
      return app.listen((event) => {
        if (event.kind === 'records') ask();
      });
    });
  }

  get loaded(): boolean {
    return this.#referrals.loaded;
  }

  get known(): readonly Known[] {
    return this.#known;
  }

  get departed(): readonly Departed[] {
    return this.#departed;
  }

  /** Everything that was done about a referral; two workers offline may each have begun a record of it. */
  workOn(referral: Id): readonly Summary[] {
    return this.#work.rows.filter(({ fields }) => fields['referral'] === referral);
  }

  #knownOf(row: Summary): Known {
    const now = momentOf(present.now.getTime());
    const state = stateOf(REFERRAL, row.fields, { now, today: now.slice(0, 10), placed: true });
    const answer = row.fields['answer'] as Fields | undefined;
    const worker = this.workOn(row.record)[0]?.fields['worker'] ?? (answer?.['state'] === 'accepted' ? answer['by'] : null);
    return { row, state: state?.name ?? null, worker: typeof worker === 'string' ? worker : null };
  }
}
