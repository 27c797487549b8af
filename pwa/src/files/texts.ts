/** What is said in `files`. */
import { catalogue } from '../language/catalogue';

export const english = {
  takePhotograph: 'Take a photograph',
  recordSound: 'Record sound',
  stopRecording: 'Stop recording',
  recording: 'Recording',
  chooseFile: 'Choose a file',
  keeping: 'Keeping the file on this phone',
  kept: 'The file is on this phone.',
  microphoneRefused: 'The microphone is not allowed. Allow it for this app in the phone’s settings, or write what you heard.',
  microphoneMissing: 'This phone records no sound here. Write what you heard.',
  nothingRecorded: 'Nothing was recorded. Try again.',
  notKept: 'The file could not be kept. What you wrote is safe.',
  whatItShows: 'What it shows',
  photograph: 'Photograph',
  sound: 'Sound',
  paper: 'PDF',
  of: (kind: string | number, size: string | number) => `${kind}, ${size}`,
  kilobytes: (count: string | number) => `${count} kB`,
  megabytes: (count: string | number) => `${count} MB`,
  takeAway: 'Take away',
  takeAwayOf: (what: string | number) => `Take away: ${what}`,
  full: (limit: string | number) => `There are ${limit} files; that is all that one record takes.`,
  files: 'Photographs, sound and papers',
  show: 'Show',
  showOf: (what: string | number) => `Show: ${what}`,
  hide: 'Close',
  fetching: 'Fetching the file',
  notShownHere: 'This browser cannot show this kind of picture. It is kept whole, as it was taken.',
  tooLargeToShow: 'This picture is too large to be opened safely here. It is kept whole.',
  damagedPicture: 'This picture does not open. It is kept whole, as it was taken.',
  saveOriginal: 'Save the original',
  saveClean: 'Save a copy to share',
  cleanHint: 'The copy has no place, time or camera in it. The original keeps them.',
};

export const t = catalogue('files', english);
