/** Builds the desk that the queue is computed from: summaries, definitions and names, at one moment. */
import type { Id, Moment, Summary } from '../../api/core';
import type { Names } from '../../lib/conditions';
import { dateOf } from '../../lib/moments';
import type { ClashRule } from '../clash/protection';
import { decisionOn, referralContext } from '../context';
import type { Declared, RecordDeclared } from '../declaration';
import { BRIEFS } from '../index.gen';
import { brokenRules, missingForFinal, stateOf } from '../validate';
import type { Desk, WarningFacts } from './desk';
import { t } from './texts';

export interface Parts {
  readonly now: Moment;
  readonly rows: readonly Summary[];
  /** Definitions of `warning`, `referral` and of every type that has a clash among the rows. */
  readonly declared: ReadonlyMap<string, RecordDeclared>;
  readonly personOf: (person: Id) => string;
  /** Warnings whose recipient or vehicle is marked *Sergeant first*. */
  readonly marked: ReadonlySet<Id>;
}

/** Indexes the rows once, so that a desk with thousands of records is computed in a few milliseconds. */
export function deskOf(parts: Parts): Desk {
  const byType = new Map<string, Summary[]>();
  for (const row of parts.rows) {
    const same = byType.get(row.type);
    if (same === undefined) byType.set(row.type, [row]);
    else same.push(row);
  }
  const of = (type: string): readonly Summary[] => byType.get(type) ?? [];
  const today = dateOf(parts.now);
  return {
    now: parts.now,
    rows: parts.rows,
    labelOf: (type) => (type in BRIEFS ? BRIEFS[type as keyof typeof BRIEFS].label : type),
    fieldLabelOf: (type, field) => fieldOf(parts.declared.get(type), field)?.label ?? field,
    nameOf: (author) => (author === null ? t.theAgency : parts.personOf(author)),
    clashRuleOf: (type, field) => ruleOf(fieldOf(parts.declared.get(type), field)),
    warningFacts: (row) => warningFacts(parts, row, of('decision'), today),
    referralState: (row) => {
      const context = { today, now: parts.now, ...referralContext(row, of('referral_basis'), of('agreement'), today) };
      return stateNamed(parts.declared.get('referral'), row, context);
    },
  };
}

/** The definition of a clashing field; for `conditions/k3/to` that of the part `to`. */
export function fieldOf(declared: RecordDeclared | undefined, path: string): Declared | undefined {
  const [name, , part] = path.split('/');
  const field = declared?.fields.find((each) => each.name === name);
  return part === undefined ? field : field?.parts?.find((each) => each.name === part);
}

/** How a field's clash is judged; one that is not known here is nobody's protection. */
export function ruleOf(field: Declared | undefined): ClashRule {
  return {
    policy: field?.policy ?? 'decide',
    protective: field?.protective ?? [],
    protective_part: field?.protective_part ?? null,
  };
}

function warningFacts(parts: Parts, row: Summary, decisions: readonly Summary[], today: string): WarningFacts {
  const declared = parts.declared.get('warning');
  const decision = decisionOn(decisions, row.record, row.last_change);
  const context: Names = { today, now: parts.now, decision, sergeant_first: parts.marked.has(row.record) };
  const broken = declared === undefined ? [] : brokenRules(declared, row.fields, context);
  // A reason that was not typed and an answer that is missing keep it from being given, as a hard rule does.
  const stops = broken.filter((rule) => rule.strength !== 'sergeant').map((rule) => rule.words);
  const missing = declared === undefined ? 0 : missingForFinal(declared, row.fields, context).length;
  return {
    state: stateNamed(declared, row, context),
    hard: missing === 0 ? stops : [...stops, t.somethingIsMissing],
    sergeant: broken.filter((rule) => rule.strength === 'sergeant').map((rule) => rule.words),
  };
}

function stateNamed(declared: RecordDeclared | undefined, row: Summary, context: Names): string | null {
  return declared === undefined ? null : (stateOf(declared, row.fields, context)?.name ?? null);
}
