/** Clashes that wait for a decision: one row for each record, however many of its fields clash. */
import type { Summary } from '../../api/core';
import { isProtective } from '../clash/protection';
import { titleOn, type Desk } from './desk';
import type { Item } from './item';
import { t } from './texts';

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
    title: titleOn(desk, row),
    why: t.clash(fields, inForceWords(desk, row)),
    since: row.changed_at,
    due: null,
    author: row.author,
    tone: 'attention',
    harmless: false,
  };
}

/** An empty order of protection (a confirmed plate) leaves the field empty while it clashes. */
function inForceWords(desk: Desk, row: Summary): string {
  const rules = row.clashing.map((field) => desk.clashRuleOf(row.type, field)).filter(isProtective);
  if (rules.length === 0) return t.theEarlierValueIsIn;
  return rules.some((rule) => (rule.protective ?? []).length > 0) ? t.theMoreProtectiveValueIs : t.noneIsInForce;
}
