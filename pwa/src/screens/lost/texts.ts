/** What is said in `screens/lost`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  lantern: 'Lantern',
  storageWasLost: 'Storage was lost',
  theBrowserHasThrown: 'The browser has thrown away what Lantern kept on this phone. Everything up to the last entry that the server received is safe there.',
  lastEntryThatTheServer: 'Last entry that the server received',
  theServerHadReceivedNothing: 'The server had received nothing from this phone.',
  numberAndTime: (dseq: number, moment: string) => `number ${dseq}, ${moment}`,
  referenceNumberAndTime: (reference: string, dseq: number, moment: string) => `${reference}, number ${dseq}, ${moment}`,
  onlyOnThisPhoneThen: 'Only on this phone then',
  nobodyKnows: 'Nobody knows. Take it that what you wrote last was not sent.',
  countedAt: (counted: string, moment: string) => `${counted}, counted ${moment}`,
  keptBesideIt: 'Still here, sealed beside it',
  goToTheServer: (counted: string) => `${counted}: sent after you sign in here. Only the server can read them.`,
  whatToDoNow: 'What to do now',
  writeDownNow: 'Write down now what you remember of what was not sent: who, where, when, what was agreed.',
  tellYourSupervisor: 'Tell your supervisor. They see which numbers of this phone never arrived.',
  signInBelow: 'Sign in below with a network. This phone begins anew and fetches its copy; log again what is missing.',
  ifYouSavedAFile: 'If you saved a file of unsent entries before, take it in under More.',
  signInOnThisPhone: 'Sign in on this phone',
};

export const t = catalogue('screens/lost', english);
