/**
 * Signs of life of the patrol under way: the zone in which the phone was whenever its screen was on. In the memory of
 * this tab alone; never kept, never sent, forgotten with the patrol.
 */
import { askPosition, isAllowed } from '../device/position';
import type { Id } from '../api/core';
import type { Sign } from '../records/patrol/minutes';
import { isFar, zoneAt } from '../records/zone/where';
import type { ZoneShape } from '../map/ground';

/** While somebody looks at the screen; the phone's own saving of power decides what it costs. */
const EVERY_MS = 3 * 60_000;
/** A night of them. */
const SIGNS_MAX = 500;

class Signs {
  #patrol: Id | null = null;
  #signs = $state.raw<readonly Sign[]>([]);

  /** Of this patrol; none of another. */
  of(patrol: Id): readonly Sign[] {
    return this.#patrol === patrol ? this.#signs : [];
  }

  add(patrol: Id, sign: Sign): void {
    const before = this.of(patrol);
    this.#patrol = patrol;
    this.#signs = [...before, sign].slice(-SIGNS_MAX);
  }
}

export const signs = new Signs();

/** Asks now, whenever the screen comes on, and every few minutes while it stays on; only where that was allowed before. */
export function followWakes(patrol: Id, zones: () => readonly ZoneShape[]): () => void {
  const ask = (): void => void wake(patrol, zones);
  const seen = (): void => {
    if (!document.hidden) ask();
  };
  ask();
  document.addEventListener('visibilitychange', seen);
  const timer = setInterval(seen, EVERY_MS);
  return () => {
    document.removeEventListener('visibilitychange', seen);
    clearInterval(timer);
  };
}

async function wake(patrol: Id, zones: () => readonly ZoneShape[]): Promise<void> {
  if (!(await isAllowed())) return;
  const asked = await askPosition();
  if (asked.kind !== 'fix' || isFar(asked.position, zones())) return;
  signs.add(patrol, { at: Date.now(), zone: zoneAt(asked.position, zones())?.id ?? null });
}
