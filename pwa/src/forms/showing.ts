/** A record's values in words, field by field, as its page and its history show them. */
import type { Declared } from '../records/declaration';
import { readablePlate } from '../records/vehicle/plate';
import { labelOf } from '../ui/choice';
import { clock, day } from '../ui/time';
import { elementsOf, groupOf, listOf, textOf, type Group } from './reading';
import { t } from './texts';

export type Fact = readonly [label: string, value: string];

/** Names by id, where the caller has them. */
export type NameOf = (kind: Declared['kind'], id: string) => string;

const plainId: NameOf = (kind) => (kind === 'person' ? t.aColleague : kind === 'agency' ? t.anAgency : t.aRecordHere);

/** What is filled, with its label; what was not asked is left out. */
export function factsOf(declared: readonly Declared[], values: Group, name: NameOf = plainId): readonly Fact[] {
  return declared.flatMap((field): readonly Fact[] => {
    const words = wordsOfValue(field, values[field.name], name);
    return words === '' ? [] : [[field.label, words]];
  });
}

/** One value in words; empty text for nothing. */
export function wordsOfValue(field: Declared, value: unknown, name: NameOf = plainId): string {
  if (value === null || value === undefined || value === '') return '';
  switch (field.kind) {
    case 'choice':
      return labelOf(field.choices ?? [], value);
    case 'choices':
      return inOrder(field, listOf(value)).map((each) => labelOf(field.choices ?? [], each)).join(', ');
    case 'boolean':
      return value === true ? t.yes : t.no;
    case 'date':
      return day(textOf(value), new Date());
    case 'moment':
      return `${day(textOf(value), new Date())}, ${clock(textOf(value))}`;
    case 'record':
    case 'agency':
    case 'person':
      return name(field.kind, textOf(value));
    case 'records':
      return listOf(value).map((each) => name('record', textOf(each))).join(', ');
    default:
      return wordsOfMany(field, value, name);
  }
}

function wordsOfMany(field: Declared, value: unknown, name: NameOf): string {
  switch (field.kind) {
    case 'texts':
      return listOf(value).map(textOf).join(', ');
    case 'place':
      return [groupOf(value)['street'], groupOf(value)['words']].map(textOf).filter((words) => words !== '').join(', ');
    case 'group':
      return lines(field, groupOf(value), name);
    case 'repeated':
      return elementsOf(value).map((element) => lines(field, element, name)).join('\n\n');
    case 'entries':
      return listOf(value).map((entry) => lines(field, groupOf(groupOf(entry)['value'] ?? entry), name)).join('\n\n');
    case 'plate':
      return readablePlate(textOf(value));
    case 'strokes':
      return t.signed;
    case 'polygons':
    case 'hashes':
    case 'file':
    case 'position':
      return t.kept;
    default:
      return textOf(value);
  }
}

/** As the form lists them, days of the week above all; the wire sorts a set by its words. */
function inOrder(field: Declared, chosen: readonly unknown[]): readonly unknown[] {
  const known = (field.choices ?? []).map((choice): unknown => choice.value);
  return [...known.filter((value) => chosen.includes(value)), ...chosen.filter((value) => !known.includes(value))];
}

function lines(field: Declared, values: Group, name: NameOf): string {
  return factsOf(field.parts ?? [], values, name)
    .map(([label, words]) => (label === field.label ? words : `${label}: ${words}`))
    .join('\n');
}
