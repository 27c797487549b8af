/** Stays that the keys *I am here* and *Left* bound, as a patrol's record holds them. */
import type { Fields, Id, Moment } from '../../api/core';

export interface Presence {
  readonly element: string;
  readonly zone: Id;
  readonly here_at: Moment;
  readonly left_at: Moment | null;
}

/** Stays that both keys bound, and one that only began; elements of another form are left out. */
export function presencesOf(patrol: Fields): readonly Presence[] {
  const list: readonly unknown[] = Array.isArray(patrol['presence']) ? patrol['presence'] : [];
  return list.flatMap((each) => {
    const { element, zone, here_at, left_at } = (each ?? {}) as Record<string, unknown>;
    if (typeof element !== 'string' || typeof zone !== 'string' || typeof here_at !== 'string') return [];
    return [{ element, zone, here_at, left_at: typeof left_at === 'string' ? left_at : null }];
  });
}
