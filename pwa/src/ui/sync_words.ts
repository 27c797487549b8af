/** The words of rule 7, in one place: *On this phone*, *Sent 14:32*, *Needs attention*, and nothing else. */

import type { SyncMark, SyncStatus } from '../api/core';
import { age, clock, when } from './time';

/** One record's mark. The second line is not a fourth state. */
export function markWords(mark: SyncMark, now: Date): { readonly word: string; readonly second: string | null } {
  switch (mark.word) {
    case 'on_this_phone':
      return { word: 'On this phone', second: `since ${when(mark.since, now)}` };
    case 'sent':
      return { word: `Sent ${when(mark.at, now)}`, second: mark.with_supervisor ? 'With your supervisor' : null };
    case 'needs_attention':
      return { word: 'Needs attention', second: mark.problems[0]?.words ?? null };
  }
}

/** The strip: what is on the phone in total, with the age of the oldest; then what else there is to know. */
export function stripWords(sync: SyncStatus, now: Date): { readonly text: string; readonly attention: boolean } {
  const parts: string[] = [];
  if (sync.alarm !== null) parts.push(`Needs attention: ${sync.alarm}`);
  if (sync.attention > 0) parts.push(`Needs attention: ${sync.attention}`);
  if (sync.unsent > 0) parts.push(onThisPhone(sync, now));
  if (sync.sign_in_needed) parts.push('sign in to send');
  if (parts.length === 0) parts.push(nothingUnsent(sync, now));
  return { text: parts.join(' · '), attention: sync.alarm !== null || sync.attention > 0 };
}

function onThisPhone(sync: SyncStatus, now: Date): string {
  const fresh = sync.oldest === null || now.getTime() - Date.parse(sync.oldest) < 60_000;
  const oldest = sync.oldest === null ? '' : fresh ? ' · just now' : ` · oldest ${age(sync.oldest, now)}`;
  return `On this phone: ${sync.unsent}${oldest}`;
}

function nothingUnsent(sync: SyncStatus, now: Date): string {
  if (sync.complete_at === null) return 'Fetching the first copy';
  const copy = `copy of ${clock(sync.complete_at)}`;
  const old = Date.parse(sync.complete_at) < now.getTime() - 86_400_000;
  return `Nothing unsent · ${old ? `copy of ${when(sync.complete_at, now)}` : copy}`;
}
