/** *Nothing seen*: saved at the first tap. */
import type { Fields, Id, Moment } from '../../api/core';

export interface Where {
  readonly at: Moment;
  readonly patrol: Id | null;
  readonly zone: Id | null;
  readonly street: string;
}

export function nothingSeen({ at, patrol, zone, street }: Where): Fields {
  return {
    kind: 'nothing_seen',
    happened_at: at,
    ...(patrol === null ? {} : { patrol }),
    ...(zone === null ? {} : { zone }),
    ...(street === '' ? {} : { place: { street } }),
  };
}
