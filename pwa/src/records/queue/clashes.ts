/** Clashes that wait for a decision: one row for each record, however many of its fields clash. */
import type { Summary } from '../../api/core';
import { isProtective } from '../clash/protection';
import type { Desk } from './desk';
import { titleOf, type Item } from './item';

/** A record with a clash on a protective field goes before the other kinds of waiting. */
export function clashItems(desk: Desk): Item[] {
  return desk.rows.filter((row) => row.clashing.length > 0).map((row) => clashItem(desk, row));
}

function clashItem(desk: Desk, row: Summary): Item {
  const protective = row.clashing.some((field) => isProtective(desk.clashRuleOf(row.type, field)));
  const fields = row.clashing.map((field) => desk.fieldLabelOf(row.type, field).toLowerCase()).join(', ');
  return {
    key: `clash/${row.record}`,
    kind: protective ? 'protective_clash' : 'clash',
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title: titleOf(row, desk.labelOf(row.type)),
    why: protective
      ? `Clash: ${fields}; the more protective value is in force`
      : `Clash: ${fields}; the earlier value is in force`,
    since: row.changed_at,
    due: null,
    author: row.author,
    tone: 'attention',
    harmless: false,
  };
}
