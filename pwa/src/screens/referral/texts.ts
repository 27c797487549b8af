/** What is said in `screens/referral`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  whoIsItAbout: 'Who is it about?',
  aReferralBeginsFromA: 'A referral begins from a conversation: page What do they want. Without one it waits for agreement.',
  willSeeExactlyThis: (agency: string | number) => `${agency} will see exactly this`,
  nothingYet: 'Nothing yet.',
  today: 'Today',
  waitingForAgreement: 'Waiting for agreement',
  canBeSent: 'Can be sent',
  whyNeverSeenByThe: 'Why (never seen by the agency)',
  whyAndSharingWithoutAgreement: 'Why, and sharing without agreement (never seen by the agency)',
  theAgency: 'The agency',
  saveItWaits: 'Save, it waits',
  send: 'Send',
  finishLater: 'Finish later',
  theAgency2: 'the agency',
  referralWaitingForAgreement: 'Referral, waiting for agreement',
  referral: 'Referral',
};

export const t = catalogue('screens/referral', english);
