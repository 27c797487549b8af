/** Which page mends a refused change: the one that was written on where it can go on with a draft, else the form by its definition. */
import type { Draft } from '../../api/core';
import { href } from '../../routes';

/** stream: of the draft, or where the type lives. The page finds what was entered in the draft. */
export function mendAddress({ type, record, draft, values }: Omit<Draft, 'saved_at'>, stream: string): string {
  if (type === 'warning') return href('warning', { draft });
  if (record !== null) return href('edit', { type, stream, record, draft });
  if (type === 'engagement') return engagementAddress(values['contact'], draft);
  if (type === 'sighting' && values['kind'] === 'note') return href('note', { draft });
  if (type === 'community_report') return href('report', { draft });
  // A visit and a referral were saved with a record beside them, which is not refused with them.
  return href('write', { type, draft });
}

function engagementAddress(contact: unknown, draft: string): string {
  if (contact === 'talked') return href('talked', { draft });
  if (contact === 'could_be_under_18') return href('child', { draft });
  if (contact === 'urgent') return href('urgent', { draft });
  return href('write', { type: 'engagement', draft });
}
