/** The status that a memory core tells, from what it holds. */

import { momentOf } from '../lib/moments';
import type { Pending } from '../store/view';
import type { Person, Phase, Status } from './core';
import { type Seed, TENANT, VIEWER } from './memory_seed';

export interface Held {
  readonly seed: Seed;
  readonly phase: Phase;
  readonly person: Person;
  readonly pending: readonly Pending[];
  /** How many. */
  readonly drafts: number;
  readonly complete_at: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const SHIFT_MS = 12 * 3_600_000;

export function statusOf({ seed, phase, person, pending, drafts, complete_at, now }: Held): Omit<Status, 'locked' | 'people' | 'passkey'> {
  const known = phase === 'open' || phase === 'signed_in';
  const unsent = pending.filter((each) => each.state === 'unsent');
  return {
    phase,
    person: known ? person : null,
    tenant: known ? TENANT : null,
    install: phase === 'open' ? VIEWER.install : null,
    install_code: phase === 'open' ? VIEWER.install_code : null,
    grants: seed.grants ?? [],
    shift_ends: momentOf(now + SHIFT_MS),
    tries_left: phase === 'locked' ? 5 : null,
    lost: seed.lost ?? null,
    sync: {
      unsent: pending.filter((each) => each.receipt === null).length,
      oldest: unsent[0]?.change.at.wall ?? null,
      attention: pending.filter((each) => each.state === 'attention').length,
      drafts,
      running: false,
      reachable: null,
      complete_at,
      sign_in_needed: false,
      carried: seed.carried ?? { waiting: 0, handed_over: 0 },
      files: seed.files ?? { waiting: 0, held: false, arrived: 0, bytes: 0 },
      alarm: null,
      clock_off_ms: seed.clock_off_ms ?? null,
    },
    rescue: seed.rescue ?? null,
  };
}
