/** What a template fills in on the page *What must stop*; the officer can alter all of it. */
import type { FieldValue, Fields, Id } from '../../api/core';
import { addDays, addMonths } from './dates';

/** Days until a warning is looked at again when neither template nor operation says. */
const REVIEW_DAYS = 90;

/**
 * Values to lay over the warning's. begins: the day it is given, local. A template makes one condition with
 * an element of its own, so that using it twice replaces what it made and leaves what was typed.
 */
export function fromTemplate(template: Id, fields: Fields, values: Fields, begins: string): Fields {
  const months = typeof fields['months'] === 'number' ? fields['months'] : 0;
  const review = typeof fields['review_days'] === 'number' ? fields['review_days'] : REVIEW_DAYS;
  return {
    template,
    conditions: [...othersOf(values['conditions'], template), conditionOf(template, fields)],
    comply: 'at_once',
    ends: months === 0 ? (values['ends'] ?? null) : addMonths(begins, months),
    review_on: addDays(begins, review),
    conduct: values['conduct'] ?? fields['conduct'] ?? null,
    ...(isEmpty(values['what_happened']) && !isEmpty(fields['what_happened'])
      ? { what_happened: fields['what_happened'] }
      : {}),
  };
}

function conditionOf(template: Id, fields: Fields): Fields {
  const kept: Record<string, FieldValue> = { element: template };
  for (const part of PARTS) if (!isEmpty(fields[part])) kept[part] = fields[part];
  return kept;
}

/** Names that a template and a condition share. */
const PARTS = [
  'text', 'kind', 'why_needed', 'why_reasonable', 'area_words', 'zones', 'days', 'from_hour', 'to_hour', 'exceptions',
] as const;

function othersOf(conditions: FieldValue, template: Id): readonly FieldValue[] {
  if (!Array.isArray(conditions)) return [];
  return (conditions as readonly FieldValue[]).filter(
    (each) => !(typeof each === 'object' && each !== null && (each as Fields)['element'] === template),
  );
}

function isEmpty(value: FieldValue): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}
