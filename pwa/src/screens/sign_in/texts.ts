/** What is said in `screens/sign_in`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  lantern: 'Lantern',
  patrolLogThatWorksWithout: 'Patrol log that works without a signal',
  whatWasOnThisPhone: 'What was on this phone is gone',
  theBrowserHasThrownIts: (lastOf: string | number) => `The browser has thrown its storage away. ${lastOf} What was written after that and not sent is lost.`,
  tellYourSupervisorAndWrite: 'Tell your supervisor, and write down now what you remember. Then sign in: this phone begins anew.',
  putItOnThisPhone: 'Put it on this phone first',
  installLantern: 'Install Lantern',
  youNeedTheNetworkOnce: 'You need the network once, now. After that Lantern opens with your PIN, with or without a signal.',
  theServerHadReceivedNothing: 'The server had received nothing from it.',
  theLastEntryThatThe: (dseq: string | number, moment: string | number) => `The last entry that the server received was number ${dseq}, ${moment}.`,
  signInToSend: 'Sign in to send',
  everythingYouWriteStaysOn: 'Everything you write stays on this phone until then.',
  userName: 'User name',
  password: 'Password',
  oneMoment: 'One moment',
  signIn: 'Sign in',
};

export const t = catalogue('screens/sign_in', english);
