/** What is decided at a desk, over the memory core: notes of ended phones, who opened what, alarms, erasures. */

import { momentOf } from '../lib/moments';
import type { Alarm, Erasable, Erasure, Id, NoteDecision, OpenedBy, Outcome, Problem, UnsignedNote } from './core';
import { failed } from './device_problems';
import { type Seed, VIEWER } from './memory_seed';
import { MemoryWorld } from './memory_world';

export abstract class MemoryDesk extends MemoryWorld {
  /** What was asked to be erased. */
  readonly erasures: Erasure[] = [];
  /** What the server has against the next erasure. */
  objections: readonly Problem[] = [];
  #notes: readonly UnsignedNote[];
  #alarms: readonly Alarm[];
  #opened: readonly (OpenedBy & { readonly record: Id })[] = [];

  constructor(seed: Seed) {
    super(seed);
    this.#notes = seed.notes ?? [];
    this.#alarms = seed.alarms ?? [];
  }

  notes(): Promise<Outcome<readonly UnsignedNote[]>> {
    return Promise.resolve({ ok: true, value: this.#notes });
  }

  decide_note(note: Id, decision: NoteDecision, reason: string): Promise<Outcome<null>> {
    this.#notes = this.#notes.map((each) => (each.id === note ? { ...each, decision, reason, decided_by: this.person().id } : each));
    return Promise.resolve({ ok: true, value: null });
  }

  note_opened(record: Id): Promise<void> {
    this.#opened = [{ person: this.person().id, install_code: VIEWER.install_code, at: momentOf(this.now()), received_at: momentOf(this.now()), record }, ...this.#opened];
    return Promise.resolve();
  }

  opened_by(record: Id): Promise<Outcome<readonly OpenedBy[]>> {
    return Promise.resolve({ ok: true, value: this.#opened.filter((each) => each.record === record) });
  }

  alarms(): Promise<Outcome<readonly Alarm[]>> {
    return Promise.resolve({ ok: true, value: this.#alarms });
  }

  see_alarm({ install, code, day }: Pick<Alarm, 'install' | 'code' | 'day'>): Promise<Outcome<null>> {
    const named = (each: Alarm): boolean => each.install === install && each.code === code && each.day === day;
    this.#alarms = this.#alarms.map((each) => (named(each) ? { ...each, seen_by: this.person().id } : each));
    return Promise.resolve({ ok: true, value: null });
  }

  erasable(named: string): Promise<Outcome<Erasable>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    const found = (this.seed.erasable ?? []).find(({ record, changes }) => record === named || changes.some((each) => each.change === named || each.set['reference'] === named));
    if (found === undefined) return Promise.resolve({ ok: false, problems: [{ code: 'not_found', path: '', words: 'There is nothing here.' }] });
    return Promise.resolve({ ok: true, value: found });
  }

  erase(erasure: Erasure): Promise<Outcome<number>> {
    if (this.out_of_reach) return Promise.resolve(failed('not_reached'));
    if (this.objections.length > 0) return Promise.resolve({ ok: false, problems: this.objections });
    this.erasures.push(structuredClone(erasure));
    return Promise.resolve({ ok: true, value: erasure.changes.length });
  }
}
