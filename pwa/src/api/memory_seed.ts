/** What a component test starts from. */

import { changeId, randomId } from '../lib/ids';
import { type Definitions } from '../store/definitions';
import type { RecordText } from '../store/texts';
import type { Alarm, Carried, Departed, Erasable, FilesStatus, Grant, Lost, Outcome, Person, Phase, Rescue, TakenOutbox, UnsignedNote } from './core';

/** What a test starts from. Everything has a default: an officer at work who has nothing. */
export interface Seed {
  readonly phase?: Phase;
  readonly person?: Person;
  readonly grants?: readonly Grant[];
  readonly definitions?: Definitions;
  readonly records?: readonly RecordText[];
  readonly departed?: readonly Departed[];
  readonly notes?: readonly UnsignedNote[];
  readonly alarms?: readonly Alarm[];
  /** What the server shows to a records officer. */
  readonly erasable?: readonly Erasable[];
  readonly rescue?: Rescue;
  readonly carried?: Carried;
  readonly files?: FilesStatus;
  readonly clock_off_ms?: number;
  readonly lost?: Lost;
  /** What becomes of a file that is taken in. */
  readonly taken?: Outcome<TakenOutbox>;
  /** Whether a recipient or plate is marked. */
  readonly sergeant_first?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Opens the memory core. */
export const PIN = '135790';
/** Who is at work unless a test says otherwise. */
export const WREN: Person = {
  id: '0b0e4c1e-1111-4000-8000-000000000001',
  name: 'PC Wren',
  role: 'officer',
  agency: null,
  username: 'wren',
};
/** The install of every memory core. */
export const VIEWER = { install: '0b0e4c1e-2222-4000-8000-000000000001', install_code: '7K' };
export const TENANT = 'harbour';

/** A record's text with what a test leaves out. */
export function recordText(given: Pick<RecordText, 'type' | 'stream' | 'fields'> & Partial<RecordText>): RecordText {
  const stamp = { author: WREN.id, at: '2026-11-22T02:14:05+00:00', received_at: '2026-11-22T03:05:00.000Z' };
  return {
    record: randomId(),
    version: 1,
    last_change: changeId(0),
    created: { ...stamp, install_code: VIEWER.install_code },
    changed: stamp,
    clashes: [],
    late: [],
    flags: [],
    history: [],
    ...given,
  };
}
