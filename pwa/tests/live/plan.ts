/** Plans: what a person, a network and a battery do, as plain data that fast-check makes and shrinks. */

import fc from 'fast-check';
import type { Fault } from './network';

export type Command =
  | { readonly do: 'save' | 'sync'; readonly tab: number }
  | { readonly do: 'edit' | 'undo'; readonly tab: number; readonly which: number }
  | { readonly do: 'draft' | 'drop_draft'; readonly which: number }
  | { readonly do: 'colleague'; readonly which: number; readonly pull: boolean }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'offline' | 'online' | 'reload' | 'tab' }
  /** Dies before the storage operation after so many. */
  | { readonly do: 'die'; readonly steps: number }
  /** The phone's clock from now on: milliseconds ahead of the right time. */
  | { readonly do: 'clock'; readonly ahead: number };

export type Plan = readonly Command[];

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const TO_1970 = -56 * YEAR;

const tab = fc.nat(1);
const which = fc.nat(7);
const part = fc.double({ min: 0, max: 0.999, noNaN: true });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop', 'lose', 'twice', 'portal', 'gateway') }),
  fc.record({ kind: fc.constantFrom('cut', 'stop', 'flip'), part }),
);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('save', 'sync'), tab }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edit'), tab, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo'), tab, which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('draft', 'drop_draft'), which: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('colleague'), which, pull: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('fault'), fault }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('offline', 'online', 'reload', 'tab') }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('die'), steps: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), ahead: fc.constantFrom(-HOUR, HOUR, 10 * YEAR, -YEAR, TO_1970, 0) }) },
);

/** Up to 60 commands, as FINDINGS section 8 asks of this layer. */
export const plans: fc.Arbitrary<Plan> = fc.array(command, { minLength: 5, maxLength: 60, size: 'max' });
