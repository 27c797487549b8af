/** What is said in `screens/outbox`. */
import { catalogue } from '../../language/catalogue';

export const english = {
  saveItAsAFile: 'Save it as a file',
  sendTheFile: 'Send the file',
  notSent: (counted: string) =>
    `${counted} not sent. The file can be read by the server alone. Any phone or desk with Lantern can deliver it: More, "Take in a file". It stays on this phone too.`,
  notSentKeptSealed: (counted: string) => `${counted} not sent, kept sealed`,
  tooLong: (unsealed: number) => `${unsealed} ${unsealed === 1 ? 'draft is' : 'drafts are'} too long for the file.`,
  filesStay: (files: number) =>
    `${files === 1 ? '1 photograph, recording or paper is' : `${files} photographs, recordings or papers are`} not in the file: too large for it. They stay sealed on this phone, and go when it can send, whoever is signed in.`,
  theFileIsAmongYour: 'The file is among your downloads. Nothing was taken off this phone.',
  theFileWasNotSent: 'The file was not sent.',
  entries: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`,
  drafts: (count: number) => `${count} ${count === 1 ? 'draft' : 'drafts'}`,
  and: (one: string, other: string) => `${one} and ${other}`,
  nothing: 'Nothing',
  takeInAFile: 'Take in a file',
  aPhoneThatCannotSend:
    'A phone that cannot send can save what it holds as a file. Choose that file here: it is delivered in your session, and nobody can read it on the way.',
  fileFromAnotherPhone: 'File from another phone',
  delivering: 'Delivering…',
  notTaken: 'Not taken',
  delivered: (counted: string) => `${counted} delivered`,
  theFileWasWritten: (moment: string) =>
    `The file was written ${moment} by that phone's clock. What the server makes of each entry is shown on the phone that wrote it, and to supervisors. Taking a file in twice does no harm.`,
  missing: (count: number) => `${count} missing`,
  theEndOfThisFile: 'The end of this file is missing. Fetch it again from the phone that wrote it.',
  notDeliveredYet: (counted: string) => `${counted} not delivered yet`,
  theNetworkWent: 'The network went before all of it was delivered. Try again with the same file.',
  notTakenOf: (counted: string) => `${counted} not taken`,
  theServerDidNotTake: 'The server did not take these: it may not know the phone that they come from. Keep the file, and tell whoever looks after Lantern.',
  draftsAreTakenOnce: 'Drafts are taken once the phone that they come from has been ended by somebody in charge.',
  tryAgain: 'Try again',
};

export const t = catalogue('screens/outbox', english);
