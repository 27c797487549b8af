/** What is said in `screens/patrol`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  endPatrol: 'End patrol',
  met: (people: number) => `${people} ${people === 1 ? 'person' : 'people'} met`,
  vehiclesOfNote: 'Vehicles of note',
  residentsSpokenTo: 'Residents spoken to',
  handoverNote: 'Handover note',
  save: 'Save',
  chooseWhatCameOfIt: 'Choose what came of it.',
  chooseWhy: 'Choose why.',
  onThisPhonePatrolEnded: 'On this phone: patrol ended',
  note: 'Note',
  finishLater: 'Finish later',
  noteOf: (reference: string | number) => `Note ${reference}`,
  patrol: 'Patrol',
  noPatrolIsUnderWay: 'No patrol is under way. Everything can be written without one.',
  startAPatrol: 'Start a patrol',
  since: 'Since',
  withIt: 'With',
  alone: 'Nobody: alone',
  aboutMin: (minutes: number) => `about ${minutes} min`,
  knownFrom: (words: string) => `from: ${words}`,
  corrected: 'put right by hand',
  hereAndLeft: 'Here and left',
  now: 'now',
  to: (zone: string | number, time: string | number, words: string | number) => `${zone}: ${time} to ${words}`,
  correctTimesAndMinutesHand: 'Correct times and minutes, hand over',
  startPatrol: 'Start patrol',
  patrolStarted: 'Patrol started',
  withYou: 'With you',
  somebodyElseByName: 'Somebody else, by name',
};

export const t = catalogue('screens/patrol', english);
