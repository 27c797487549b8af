/** *Nothing seen*: saved at the first tap. */
import type { Fields, Id, Moment } from '../../api/core';
import type { Position } from '../../records/shared_values';

export interface Where {
  readonly at: Moment;
  readonly patrol: Id | null;
  readonly zone: Id | null;
  readonly street: string;
  /** Where the phone was a moment ago, if it said so. */
  readonly position: Position | null;
}

export function nothingSeen({ at, patrol, zone, street, position }: Where): Fields {
  const place = { ...(street === '' ? {} : { street }), ...(position === null ? {} : { position }) };
  return {
    kind: 'nothing_seen',
    happened_at: at,
    ...(patrol === null ? {} : { patrol }),
    ...(zone === null ? {} : { zone }),
    ...(Object.keys(place).length === 0 ? {} : { place }),
  };
}
