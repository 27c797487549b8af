/** What is said in `state`. */
import { catalogue } from '../language/catalogue';

export const english = {
  thisDraftCouldNotBe: 'This draft could not be kept on the phone. Save it now.',
  noRoomLeftThisDraft: 'No room left on this phone: this draft is only on the screen. Leave it open, delete some photos, and it is kept.',
  nothing: 'nothing',
  underATenth: 'under 0.1 MB',
  childServicesNotReached: (referenceOf: string | number) => `Child: services not reached, ${referenceOf}`,
  heardBackReferral: (reference: string | number, words: string | number) => `Heard back: referral ${reference}, ${words}`,
  toDoBy: (day: string | number) => `To do by ${day}`,
  toDo: 'To do',
  returnedWarning: (reference: string | number) => `Returned: warning ${reference}`,
  refusedBySupervisorWarning: (reference: string | number) => `Refused by supervisor: warning ${reference}`,
  approvedWarningCanBeGiven: (reference: string | number) => `Approved: warning ${reference}, can be given`,
  installedItOpensFullScreen: 'Installed, it opens full screen and keeps its entries when the browser is cleared up.',
  shareThenAddToHome: 'Share, then "Add to Home Screen". Open it from there and sign in.',
  inTheBrowsersMenuInstall: 'In the browser\'s menu, "Install app" or "Add to Home screen". Open it from there and sign in.',
  aRecordThatIsNot: 'A record that is not on this phone',
  somebodyInAnotherTeam: 'Somebody in another team',
  lantern: 'Lantern',
  aColleague: 'A colleague',
  anAgency: 'An agency',
  onThisPhone: (words: string | number, what: string | number) => `On this phone${words}: ${what}`,
  undoneItStaysInThe: 'Undone. It stays in the history.',
  thisCouldNotBeUndone: 'This could not be undone. Open the record and mend it there.',
  aZone: 'A zone',
  writtenWhileLocked: (count: number) => (count === 1 ? '1 entry written while locked.' : `${count} entries written while locked.`),
  draftsToFinish: (count: number) => (count === 1 ? '1 written while locked is a draft to finish.' : `${count} written while locked are drafts to finish.`),
  unreadableCaptures: (count: number) => `${count} written while locked cannot be opened. Tell your supervisor.`,
};

export const t = catalogue('state', english);
