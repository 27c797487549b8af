/** What the first unlock made of everything that was written while locked, said once. */
import type { Opened } from '../api/locked';
import { notices } from './notice.svelte';
import { t } from './texts';

export function sayOpened({ saved, drafts, unreadable }: Opened): void {
  const parts = [
    saved.length > 0 ? t.writtenWhileLocked(saved.length) : '',
    drafts > 0 ? t.draftsToFinish(drafts) : '',
    unreadable > 0 ? t.unreadableCaptures(unreadable) : '',
  ].filter((part) => part !== '');
  if (saved.length > 0) notices.saved(parts.join(' '), saved);
  else notices.say(parts.join(' '));
}
