/** What is said in `screens/sign_in`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  lantern: 'Lantern',
  patrolLogThatWorksWithout: 'Patrol log that works without a signal',
  putItOnThisPhone: 'Put it on this phone first',
  youNeedTheNetworkOnce: 'You need the network once, now. After that Lantern opens with your PIN, with or without a signal.',
  stillOnThisPhone: 'Still on this phone',
  signInToSend: 'Sign in to send',
  everythingYouWriteStaysOn: 'Everything you write stays on this phone until then.',
  userName: 'User name',
  password: 'Password',
  oneMoment: 'One moment',
  signIn: 'Sign in',
};

export const t = catalogue('screens/sign_in', english);
