/** Which page goes on with a record: its own where one exists, else the form by its definition. */
import type { RecordView } from '../../api/core';
import { href } from '../../routes';
import { exists } from '../../screens';
import { newDraft } from '../../state/drafts.svelte';

/** Null for a type that nobody edits after it was written; else a function, because each edit has its own draft. */
export function editAddress({ type, stream, record }: RecordView): (() => string) | null {
  if (FIXED.has(type)) return null;
  if (type === 'warning' && exists('warning_record')) return () => href('warning_record', { record });
  return () => href('edit', { type, stream, record, draft: newDraft() });
}

/** Every field of these is set once. */
const FIXED: ReadonlySet<string> = new Set(['decision', 'mark']);
