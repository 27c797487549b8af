/** A conversation in the making: the engagement's form, what was agreed with whom, and the one save of all of it. */
import type { Id, Problem, Saved } from '../../api/core';
import { RecordForm } from '../../forms/record_form.svelte';
import { groupOf, textOf, wordsOf } from '../../forms/reading';
import { yesAs, type Agreed, type Asked } from '../../records/engagement/agreement';
import { intentsOf, knownPerson, type Agreement } from '../../records/engagement/saving';
import { ENGAGEMENT } from '../../records/engagement.gen';
import { pairedId } from '../../lib/ids';
import { href } from '../../routes';
import { Authority } from '../../state/authority.svelte';
import type { App } from '../../state/core.svelte';
import { homeStream } from '../../state/streams';
import { momentOf } from '../../ui/time';
import { t } from './texts';

/** Beside the engagement's fields in the draft: answers for the agreements, and the agencies said yes to. */
const ASKED = '$asked';
const AGENCIES = '$agencies';

export type TalkScreen = 'talked' | 'wishes' | 'child' | 'urgent';

export class EngagementForm {
  readonly form: RecordForm;
  readonly #app: App;

  constructor(app: App, draft: Id, screen: TalkScreen, title: string) {
    this.#app = app;
    const authority = new Authority(app);
    const head = { draft, stream: homeStream(app, ENGAGEMENT) ?? '', route: href(screen, { draft }), title };
    const initial = { happened_at: momentOf(new Date()), ...STARTS[screen] };
    this.form = new RecordForm(app, ENGAGEMENT, head, null, initial, () => ({ constable: authority.constable }));
  }

  get values(): Readonly<Record<string, unknown>> {
    return this.form.fields;
  }

  /** Plain copies, for what leaves the page. */
  plain(): { readonly values: Readonly<Record<string, unknown>>; readonly asked: Asked } {
    return { values: $state.snapshot(this.form.draft.values), asked: $state.snapshot(this.asked) };
  }

  text(name: string): string {
    return textOf(this.values[name]);
  }

  get asked(): Asked {
    return groupOf(this.values[ASKED]);
  }

  ask(name: keyof Asked, value: unknown): void {
    this.form.write(ASKED, { ...this.asked, [name]: value });
  }

  get agencies(): readonly Id[] {
    return this.text('may_be_told') === 'outreach' || this.text('may_be_told') === 'named' ? wordsOf(this.values[AGENCIES]) : [];
  }

  choose(agencies: readonly Id[]): void {
    this.form.write(AGENCIES, agencies);
  }

  /** How a yes would be kept as things stand. */
  get agreed(): Agreed {
    return yesAs(this.values, this.asked);
  }

  /** All of it in one transaction; null and problems on the form when something stands in the way. */
  async save(): Promise<{ readonly saved: readonly Saved[]; readonly person: Id | null; readonly engagement: Id } | null> {
    const problems = [...this.form.check(), ...this.#problemsOfAgreement()];
    this.form.show(problems);
    if (problems.length > 0) return null;
    const engagement = crypto.randomUUID();
    const new_person = crypto.randomUUID();
    const { intents, person } = intentsOf({
      ...this.plain(),
      agreements: await this.#agreements(knownPerson(this.values) ?? new_person),
      stream: this.form.stream,
      author: this.#app.status.person?.id ?? '',
      now: momentOf(new Date()),
      draft: this.form.draft.head.draft,
      new_engagement: engagement,
      new_person,
    });
    const outcome = await this.#app.core.save_all(intents);
    if (!outcome.ok) {
      this.form.show(outcome.problems);
      return null;
    }
    this.form.draft.settled();
    return { saved: outcome.value, person, engagement };
  }

  async #agreements(person: Id): Promise<readonly Agreement[]> {
    const tenant = this.#app.status.tenant ?? '';
    return Promise.all(
      this.agencies.map(async (agency) => {
        const record = await pairedId(tenant, 'agreement', person, agency);
        return { agency, record, before: (await this.#app.core.record(record))?.fields ?? null };
      }),
    );
  }

  /** An agreement needs somebody to be about, and what it covers. */
  #problemsOfAgreement(): readonly Problem[] {
    if (this.agencies.length === 0) return [];
    const missing: [boolean, string, string][] = [
      [this.text('name_used') === '' && this.text('person') === '' && this.text('description') === '', 'set/name_used', t.writeANameTheyUse],
      [(this.asked.may_know ?? []).length === 0, 'asked/may_know', t.whatMayTheyKnowAsk],
      [(this.asked.understood ?? '') === '', 'asked/understood', t.didTheyUnderstand],
      [(this.asked.well ?? '') === '', 'asked/well', t.wereTheyWellEnoughTo],
      [(this.asked.until ?? '') === '', 'asked/until', t.untilWhen],
      [this.asked.words_read_out !== true, 'asked/words_read_out', t.sayTheWordsFirstThen],
    ];
    return missing.filter(([lacks]) => lacks).map(([, path, words]) => ({ code: 'field_required', path, words }));
  }
}

/** What the key that leads here said already, for a page that is opened by its address. */
const STARTS: Readonly<Record<TalkScreen, Readonly<Record<string, unknown>>>> = {
  talked: { contact: 'talked', age: { view: 'adult_believed', how_known: 'appearance' } },
  wishes: { contact: 'talked', age: { view: 'adult_believed', how_known: 'appearance' } },
  child: { contact: 'could_be_under_18', age: { view: 'could_be_under_18' } },
  urgent: { contact: 'urgent' },
};
