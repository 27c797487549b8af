/** Clashes that wait for a decision, one row for each field. */
import type { Summary } from '../../api/core';
import { isProtective } from '../clash/protection';
import type { Desk } from './desk';
import { titleOf, type Item } from './item';

/** Every clashing field of every record; protective ones go before the other kinds of waiting. */
export function clashItems(desk: Desk): Item[] {
  return desk.rows.flatMap((row) => row.clashing.map((field) => clashItem(desk, row, field)));
}

function clashItem(desk: Desk, row: Summary, field: string): Item {
  const protective = isProtective(desk.clashRuleOf(row.type, field));
  const label = desk.fieldLabelOf(row.type, field).toLowerCase();
  return {
    key: `clash/${row.record}/${field}`,
    kind: protective ? 'protective_clash' : 'clash',
    record: row.record,
    type: row.type,
    stream: row.stream,
    title: titleOf(row, desk.labelOf(row.type)),
    why: protective
      ? `Two values for ${label}; the more protective one is in force`
      : `Two values for ${label}; the earlier one is in force`,
    since: row.changed_at,
    due: null,
    author: row.author,
    tone: 'attention',
    harmless: false,
    field,
  };
}
