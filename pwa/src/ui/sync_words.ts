/** The words of rule 7, in one place: *On this phone*, *Sent 14:32*, *Needs attention*, and nothing else. */

import type { SyncMark, SyncStatus } from '../api/core';
import { age, clock, when } from './time';
import { t } from './texts';

/** One record's mark. The second line is not a fourth state. */
export function markWords(mark: SyncMark, now: Date): { readonly word: string; readonly second: string | null } {
  switch (mark.word) {
    case 'on_this_phone':
      return { word: t.onThisPhone, second: t.since(when(mark.since, now)) };
    case 'sent':
      return { word: t.sent(when(mark.at, now)), second: mark.with_supervisor ? t.withYourSupervisor : null };
    case 'needs_attention':
      return { word: t.needsAttention, second: mark.problems[0]?.words ?? null };
  }
}

/** The strip: what is on the phone in total, with the age of the oldest; then what else there is to know. */
export function stripWords(sync: SyncStatus, now: Date): { readonly text: string; readonly attention: boolean } {
  const parts: string[] = [];
  if (sync.alarm !== null) parts.push(t.needsAttentionOf(sync.alarm));
  if (sync.attention > 0) parts.push(t.needsAttentionOf(sync.attention));
  if (sync.unsent > 0) parts.push(onThisPhone(sync, now));
  if (sync.files.bytes > 0) parts.push(t.sendingAFile(Math.floor((100 * sync.files.arrived) / sync.files.bytes)));
  if (sync.sign_in_needed) parts.push(t.signInToSend);
  if (parts.length === 0) parts.push(nothingUnsent(sync, now));
  return { text: parts.join(' · '), attention: sync.alarm !== null || sync.attention > 0 };
}

function onThisPhone(sync: SyncStatus, now: Date): string {
  const fresh = sync.oldest === null || now.getTime() - Date.parse(sync.oldest) < 60_000;
  const oldest = sync.oldest === null ? '' : fresh ? t.justNow : t.oldest(age(sync.oldest, now));
  return t.onThisPhoneOf(sync.unsent, oldest);
}

function nothingUnsent(sync: SyncStatus, now: Date): string {
  if (sync.complete_at === null) return t.fetchingTheFirstCopy;
  const copy = t.copyOf(clock(sync.complete_at));
  const old = Date.parse(sync.complete_at) < now.getTime() - 86_400_000;
  return t.nothingUnsent(old ? t.copyOf(when(sync.complete_at, now)) : copy);
}
