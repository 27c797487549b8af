/** What waits for this officer: rows that name no person supported, the most pressing first. */
import type { Fields, Id, Summary } from '../api/core';
import { heardBack } from '../records/referral/heard_back';
import { href } from '../routes';
import { day, momentOf } from '../ui/time';
import { present } from './clock.svelte';
import type { App } from './core.svelte';
import { RecordList } from './query.svelte';
import { isVoided, referenceOf } from './titles';
import { t } from './texts';

export interface Waiting {
  readonly key: string;
  readonly words: string;
  readonly href: string;
  readonly tone: 'plain' | 'attention' | 'danger';
}

/** News older than this has been seen or is on its record. */
const NEWS_DAYS = 7;
const MOST = 200;

export class ForYou {
  readonly #app: App;
  readonly #met: RecordList;
  readonly #warnings: RecordList;
  readonly #decisions: RecordList;
  readonly #referrals: RecordList;
  readonly #tasks: RecordList;

  constructor(app: App) {
    this.#app = app;
    const me = (): Id => app.status.person?.id ?? '';
    this.#met = new RecordList(app, () => ({ types: ['engagement'], author: me(), newest_first: true, limit: MOST }));
    this.#warnings = new RecordList(app, () => ({ types: ['warning'], author: me(), newest_first: true, limit: MOST }));
    this.#decisions = new RecordList(app, () => ({ types: ['decision'], newest_first: true, limit: MOST }));
    this.#referrals = new RecordList(app, () => ({ types: ['referral'], author: me(), newest_first: true, limit: MOST }));
    this.#tasks = new RecordList(app, () => ({ types: ['task'], where: { owner: me(), done_at: null }, limit: MOST }));
  }

  get rows(): readonly Waiting[] {
    return [...this.children, ...this.#decided, ...this.#heard, ...this.#asked];
  }

  /** A child whose services were not reached: a red line until they are. */
  get children(): readonly Waiting[] {
    return this.#met.rows.filter((row) => !isVoided(row) && isNotReached(row.fields)).map((row) => ({
      key: row.record,
      words: t.childServicesNotReached(referenceOf(row.fields)),
      href: href('record', { stream: row.stream, record: row.record }),
      tone: 'danger',
    }));
  }

  /** Returned, refused and approved warnings, by the newest decision about what stands now. */
  get #decided(): readonly Waiting[] {
    return this.#warnings.rows.flatMap((row) => {
      if (isVoided(row) || row.fields['given'] !== undefined || row.fields['not_given'] !== undefined) return [];
      const decision = this.#decisions.rows.find(
        (each) => each.fields['about'] === row.record && each.fields['about_change'] === row.last_change,
      );
      const words = DECIDED[String(decision?.fields['kind'])];
      if (words === undefined) return [];
      const at = href('warning_record', { record: row.record });
      return [{ key: row.record, words: words(referenceOf(row.fields)), href: at, tone: 'attention' as const }];
    });
  }

  get #heard(): readonly Waiting[] {
    const since = momentOf(new Date(present.now.getTime() - NEWS_DAYS * 86_400_000));
    return heardBack(this.#referrals.rows.filter((row) => !isVoided(row)), since).map((news) => ({
      key: news.record,
      words: t.heardBackReferral(news.reference, news.words),
      href: href('record', { stream: this.#streamOf(news.record), record: news.record }),
      tone: 'plain',
    }));
  }

  get #asked(): readonly Waiting[] {
    return this.#tasks.rows.filter((row) => !isVoided(row)).map((row) => ({
      key: row.record,
      // What is to be done may name somebody; it stands on its own page.
      words: typeof row.fields['due'] === 'string' ? t.toDoBy(day(row.fields['due'], present.now)) : t.toDo,
      href: href('record', { stream: row.stream, record: row.record }),
      tone: 'plain',
    }));
  }

  #streamOf(record: Id): string {
    return this.#referrals.rows.find((row) => row.record === record)?.stream ?? this.#app.status.grants[0]?.stream ?? '';
  }
}

const DECIDED: Readonly<Record<string, (reference: string) => string>> = {
  return: (reference) => t.returnedWarning(reference),
  refuse: (reference) => t.refusedBySupervisorWarning(reference),
  approve: (reference) => t.approvedWarningCanBeGiven(reference),
  allow: (reference) => t.approvedWarningCanBeGiven(reference),
};

function isNotReached(fields: Summary['fields']): boolean {
  return [fields['control_reached'], fields['childrens_services']].some(
    (each) => typeof each === 'object' && each !== null && (each as Fields)['reached'] === 'not_yet',
  );
}
