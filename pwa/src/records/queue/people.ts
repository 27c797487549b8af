/** People in danger and children: first in the queue, until a supervisor has seen the entry as it stands. */
import type { Fields, Summary } from '../../api/core';
import { isDecided, standing, textOf, titleOn, type Desk } from './desk';
import { elapsed } from './elapsed';
import type { Item, Kind } from './item';
import { t } from './texts';

const CHILD_VIEWS = ['could_be_under_18', 'under_18'];
const PRESSING_NEEDS = ['injury_or_overdose', 'in_danger_now', 'threat_of_suicide', 'missing_person'];

/** A child's entry stays until both services were reached and a supervisor has looked at it. */
export function childItems(desk: Desk): Item[] {
  return standing(desk, 'engagement')
    .filter(({ fields }) => isChild(fields))
    .filter((row) => missing(row.fields).length > 0 || !isDecided(desk, row))
    .map((row) => personItem(desk, row, 'child', t.childOf(childWords(row, desk))));
}

/** Somebody hurt or in danger when they were met, or a person whose risk is *immediate danger*. */
export function dangerItems(desk: Desk): Item[] {
  const met = standing(desk, 'engagement').filter(({ fields }) => isUrgent(fields) && !isChild(fields));
  const known = standing(desk, 'person_supported').filter(({ fields }) => fields['risk'] === 'immediate_danger');
  const unseen = (row: Summary): boolean => !isDecided(desk, row);
  return [
    ...met.filter(unseen).map((row) => personItem(desk, row, 'danger', t.hurtInDangerOrNot)),
    ...known.filter(unseen).map((row) => personItem(desk, row, 'danger', t.riskIsImmediateDanger)),
  ];
}

/** Entries that an officer asked a supervisor to look at. */
export function reviewItems(desk: Desk): Item[] {
  return standing(desk, 'engagement')
    .filter((row) => row.fields['supervisor_review'] === true && !isDecided(desk, row))
    .map((row) => personItem(desk, row, 'review', t.theOfficerAsksYouTo));
}

function isChild(fields: Fields): boolean {
  return textOf(fields, 'contact') === 'could_be_under_18' || CHILD_VIEWS.includes(part(fields, 'age', 'view'));
}

function isUrgent(fields: Fields): boolean {
  const needs = fields['immediate_need'];
  return (
    textOf(fields, 'contact') === 'urgent' ||
    (Array.isArray(needs) && needs.some((need) => PRESSING_NEEDS.includes(String(need))))
  );
}

/** Which of the two calls nobody has got through with. */
function missing(fields: Fields): string[] {
  const calls = [
    ['control_reached', 'control'],
    ['childrens_services', t.childrensServices],
  ] as const;
  return calls.filter(([field]) => part(fields, field, 'reached') !== 'yes').map(([, words]) => words);
}

function childWords(row: Summary, desk: Desk): string {
  const left = missing(row.fields);
  return left.length === 0
    ? t.servicesReachedLookAtThe
    : t.notReached(left.join(t.and), elapsed(row.created_at, desk.now));
}

/** A part of a group; empty when it is not set. */
function part(fields: Fields, group: string, name: string): string {
  const value = fields[group];
  return typeof value === 'object' && value !== null ? textOf(value as Fields, name) : '';
}

function personItem(desk: Desk, row: Summary, kind: Kind, why: string): Item {
  return {
    key: `${kind}/${row.record}`,
    kind,
    record: row.record,
    change: row.last_change,
    type: row.type,
    stream: row.stream,
    title: titleOn(desk, row),
    why,
    since: row.created_at,
    due: null,
    author: row.author,
    tone: kind === 'review' ? 'plain' : 'danger',
    harmless: false,
  };
}
