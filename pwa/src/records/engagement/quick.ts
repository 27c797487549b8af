/** The two-tap log: the words on the button are the words kept, and nothing is filled in that nobody saw, asked or said. */
import type { Fields, Id, Moment } from '../../api/core';

export interface Met {
  readonly street: string;
  readonly happened_at: Moment;
  readonly patrol: Id | null;
  /** The entry before it, when it is the same person. */
  readonly same_person_as: Id | null;
}

/** "Adult, looked safe. Said hello, no wish to talk": an adult in the officer's view, no urgent need seen. */
export function saidHello(met: Met): Fields {
  return {
    ...begun(met),
    contact: 'said_hello',
    age: { view: 'adult_believed', how_known: 'appearance' },
    immediate_need: { add: ['none_seen'], remove: [] },
  };
}

/** What every entry of this kind begins with; all else is "not asked". */
export function begun({ street, happened_at, patrol, same_person_as }: Met): Fields {
  return {
    street,
    happened_at,
    ...(patrol === null ? {} : { patrol }),
    ...(same_person_as === null ? {} : { same_person_as }),
  };
}
