/** Problems that the phone itself tells. Everything about a record's values comes from the shared catalogue. */

import type { Outcome, Problem } from './core';

const WORDS = {
  not_reached: 'The server cannot be reached. Try again when there is a signal.',
  pin_weak: 'Choose six digits or more, not all the same.',
  pin_wrong: 'This is not the PIN. Tries left: {count}.',
  pin_wait: 'Wait {count} seconds before the next try.',
  share_lost: 'The server was put back to an older state, and your PIN cannot open this phone any more. Choose “PIN forgotten”: nothing you wrote is lost.',
  sign_in_needed: 'Sign in with your password first. This needs a signal.',
  keys_not_kept: 'This browser does not keep what is written. Leave the private window, free some space, or install the app.',
  storage_failed: 'This could not be saved on this phone. Free some space and try again; nothing you typed is gone.',
  file_no_room: 'This phone has no room for this file. Save the entry without it, free some space, and add it then.',
  file_room_made: 'Room was made for this file. Add it again.',
  file_unreadable: 'This file changed or went away while it was read. Choose it again.',
  file_missing: 'This file is no longer on this phone. Take it away or add it again.',
  file_damaged: 'A file of this entry can no longer be read on this phone. Tell your supervisor.',
  file_not_there: 'This file has not arrived at the server yet, or you may not see it.',
  storage_full: 'This phone has no room left. What you typed is still on the screen: free some space, for example old photos, and save again.',
  no_room_to_unlock: 'This phone has no room left, not even to count a try of the PIN. Free some space, for example old photos, and enter it again. Nothing is lost.',
  nothing_to_export: 'Everything that was written here is at the server.',
  outbox_not_ours: 'This is not a file of unsent entries. Choose one whose name begins with lantern-unsent.',
  outbox_newer: 'A newer Lantern wrote this file. Update this one first, under More.',
  outbox_damaged: 'This file was damaged or altered on its way. Nothing of it was sent: fetch it again from the phone that wrote it.',
  outbox_too_large: 'This file is too large to be one of unsent entries.',
  outbox_other_tenant: 'This file belongs to another partnership, and only its own server can read it. Nothing of it was sent.',
  change_too_large: 'This entry is too long. Shorten it.',
  not_open: 'Lantern is locked. Enter your PIN.',
  not_signed_in: 'Sign in first.',
  passkey_wrong: 'This passkey does not open Lantern. Enter your PIN.',
  share_needed: 'This needs the network: begin the shift with a sign-in first.',
  sign_long: 'At most {count} characters: initials or a call sign.',
  not_here: 'This person is no longer on this phone.',
  not_locked: 'Lantern is open: write it there.',
  capture_off: 'Writing while locked is switched off here. Enter your PIN.',
  capture_empty: 'Nothing is written yet.',
  capture_long: 'This is too long while locked: {count} characters at most. Shorten it.',
  capture_full: 'No more can be written while locked. Enter your PIN: what is here is added then.',
  nothing_to_undo: 'This can no longer be undone here.',
} as const;

export type DeviceCode = keyof typeof WORDS;

/** An answer in words. `count` fills the number in. */
export function failed<T>(code: DeviceCode, path = '', count = 0): Outcome<T> {
  return { ok: false, problems: [deviceProblem(code, path, count)] };
}

/** One problem of the phone. */
export function deviceProblem(code: DeviceCode, path = '', count = 0): Problem {
  return { code, path, words: WORDS[code].replace('{count}', String(count)) };
}
