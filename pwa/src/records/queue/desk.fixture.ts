/** A supervisor's desk for tests: each test states only what matters to it. */
import type { Summary } from '../../api/core';
import { textOf, type Desk, type WarningFacts } from './desk';

export const NOW = '2026-11-22T02:14:00+00:00';

const NOTHING_BROKEN: WarningFacts = { state: 'with_supervisor', hard: [], sergeant: [] };

export function row(type: string, record: string, more: Partial<Summary> = {}): Summary {
  return {
    record,
    type,
    stream: 'op/harbour',
    created_at: '2026-11-22T00:09:00+00:00',
    changed_at: '2026-11-22T00:09:00+00:00',
    author: 'wren',
    fields: {},
    clashing: [],
    flags: [],
    late: 0,
    last_change: `${record}-last`,
    mark: { word: 'sent', at: '2026-11-22T01:00:00Z', with_supervisor: false },
    own: false,
    ...more,
  };
}

export function desk(rows: readonly Summary[], facts: Partial<WarningFacts> = {}): Desk {
  return {
    now: NOW,
    rows,
    labelOf: (type) => LABELS[type] ?? type,
    fieldLabelOf: (_, field) => field,
    nameOf: (author) => author ?? 'somebody',
    clashRuleOf: (_, field) => ({ policy: field === 'age' ? 'protective' : 'decide', protective: [] }),
    warningFacts: () => ({ ...NOTHING_BROKEN, ...facts }),
    referralState: ({ fields }) => textOf(fields, 'state_for_test') || 'sent',
  };
}

const LABELS: Readonly<Record<string, string>> = { engagement: 'Met someone', warning: 'Warning' };
