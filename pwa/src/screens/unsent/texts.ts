/** What is said in `screens/unsent`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  ifThisPhoneCannotSend: 'If this phone cannot send',
  onThisPhone: 'On this phone',
  written: (moment: string | number) => `Written ${moment}`,
  whatIsWrong: 'What is wrong',
  whatItSays: 'What it says',
  mendItOpenAsA: 'Mend it: open as a draft',
  dealtWithTakeItOff: 'Dealt with: take it off this list',
  itsBytesStayOnThis: 'Its bytes stay on this phone for 30 days, sealed.',
  thisHasBeenSentOr: 'This has been sent or dealt with.',
  mend: (label: string | number) => `Mend: ${label}`,
  needsAttention: 'Needs attention',
  signInToSend: 'Sign in to send',
  needsAttentionOf: (count: number) => `Needs attention (${count})`,
  onThisPhoneOf: (count: number) => `On this phone (${count})`,
  forIt: (span: string | number) => `for ${span}`,
  nothingWaitsToBeSent: 'Nothing waits to be sent.',
  ofOthersOnThisPhone: 'Of others on this phone',
  notDeliveredYetYourSession: (waiting: string | number) => `${waiting} not delivered yet. Your session delivers them, sealed: nobody can read them here.`,
  deliveredOnlyTheServerCan: (handed_over: string | number) => `${handed_over} delivered. Only the server can open them.`,
  drafts: (count: number) => `Drafts (${count})`,
  kept: (moment: string | number) => `kept ${moment}`,
  more: 'More',
  sending: 'Sending',
  sendNow: 'Send now',
  sendingNow: 'Sending now.',
  sendingWaitsUntilYouSign: 'Sending waits until you sign in. Writing does not.',
  noNetworkItIsSent: 'No network. It is sent when there is one.',
  theFirstCopyIsNot: 'The first copy is not complete yet.',
  copyComplete: (moment: string | number) => `Copy complete ${moment}.`,
};

export const t = catalogue('screens/unsent', english);
