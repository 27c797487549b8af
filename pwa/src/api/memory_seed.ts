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
  readonly clock_off_ms?: number;
