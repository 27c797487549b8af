/** Starting a patrol: the entries that waited for it are tied to it in the same transaction. */
import type { Intent, Outcome } from '../api/core';
import { TIED_TYPES, tying, untied } from '../records/patrol/start';
import { momentOf } from '../ui/time';
import type { App } from './core.svelte';
import type { Pressed } from './patrol.svelte';

/** Entries looked at; nobody writes more in an hour. */
const RECENT = 100;

/** patrol: the change that makes it, without its id. Undo voids the patrol alone and leaves the entries as they were. */
export async function startPatrol(app: App, patrol: Omit<Intent, 'record' | 'new_record'>): Promise<Outcome<Pressed>> {
  const new_record = crypto.randomUUID();
  const { rows } = await app.core.list({ types: TIED_TYPES, own: true, newest_first: true, limit: RECENT });
  const entries = untied(rows, momentOf(new Date()));
  const outcome = await app.core.save_all([{ ...patrol, record: null, new_record }, ...tying(entries, new_record)]);
  if (!outcome.ok) return outcome;
  const [saved] = outcome.value;
  if (saved === undefined) throw new RangeError('a patrol makes one change at least');
  return {
    ok: true,
    value: {
      saved,
      undo: async (core) => {
        if (entries.length > 0 && !(await core.save_all(tying(entries, null))).ok) return false;
        return (await core.undo(saved)).ok;
      },
    },
  };
}
