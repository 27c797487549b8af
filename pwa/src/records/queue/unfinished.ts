/** Changes that came after their grant or phone had ended: in the ledger, not in force, until somebody says so. */
import type { Summary } from '../../api/core';
import { isDecided, titleOn, type Desk } from './desk';
import type { Item } from './item';
import { t } from './texts';

/** One row for each record with late changes that nobody has applied or rejected. */
export function lateItems(desk: Desk): Item[] {
  return desk.rows.filter((row) => row.late > 0).map((row) => lateItem(desk, row));
}

function lateItem(desk: Desk, row: Summary): Item {
  const many = row.late === 1 ? t.n1Change : t.changes(String(row.late));
  return {
    ...rowOf(desk, row),
    key: `late/${row.record}`,
    kind: 'late',
    why: t.cameLateNotInForce(many),
    tone: 'attention',
  };
}

/** Records that are final while something is still missing, unless a supervisor has taken them as they are. */
export function incompleteItems(desk: Desk): Item[] {
  return desk.rows
    .filter((row) => row.flags.includes('incomplete') && row.fields['voided'] === undefined)
    .filter((row) => !isDecided(desk, row))
    .map((row) => ({
      ...rowOf(desk, row),
      key: `incomplete/${row.record}`,
      kind: 'incomplete',
      why: t.finishedWithSomethingMissing,
      tone: 'plain',
    }));
}

function rowOf(desk: Desk, row: Summary): Omit<Item, 'key' | 'kind' | 'why' | 'tone'> {
  return {
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title: titleOn(desk, row),
    since: row.changed_at,
    due: null,
    author: row.author,
    harmless: false,
  };
}
