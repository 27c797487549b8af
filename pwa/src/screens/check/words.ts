/** Results of a search in words: a plate as it is read, a warning with its state and last day. */
import type { Fields, Summary } from '../../api/core';
import { readablePlate } from '../../records/vehicle/plate';
import { labelOf } from '../../ui/choice';
import { VEHICLE } from '../../records/vehicle.gen';
import { briefOf, nameOf, referenceOf } from '../../state/titles';
import { day } from '../../ui/time';
import type { Standing } from './finder.svelte';
import { t } from './texts';

/** The confirmed plate, and until there is one the plate as normalised or reported. */
export function plateOf(fields: Fields | undefined): string | null {
  const confirmed = (fields?.['confirmed'] as Fields | undefined)?.['plate'];
  const plate = confirmed ?? fields?.['normalised'] ?? fields?.['reported'];
  return typeof plate === 'string' && plate !== '' ? plate : null;
}

export function titleOfResult(row: Summary): string {
  if (row.type === 'vehicle') return readablePlate(plateOf(row.fields) ?? t.noPlate);
  return isNameless(row) ? `${briefOf(row.type)?.label ?? ''} ${nameOf(row)}`.trim() : nameOf(row);
}

/** Its name is gone, or was never known: a bare reference says not what it is of. */
export function isNameless(row: Summary): boolean {
  return nameOf(row) === referenceOf(row.fields);
}

/** "silver Corrin estate": never a keeper. */
export function vehicleInWords(fields: Fields): string {
  const colours = VEHICLE.fields.find((field) => field.name === 'colour')?.choices ?? [];
  const colour = fields['colour'] == null ? '' : labelOf(colours, fields['colour']).toLowerCase();
  const words = [colour, fields['make'], fields['model'], fields['features']].filter((each) => typeof each === 'string' && each !== '');
  return words.length === 0 ? t.vehicle : words.join(' ');
}

/** "warning H-7K-0398, in force to 12 Mar 2027" */
export function warningInWords(standing: Standing, now: Date): string {
  const words = stateInWords(standing, now);
  return t.warningOf(referenceOf(standing.row.fields), words.charAt(0).toLowerCase() + words.slice(1));
}

/** "In force to 12 Mar 2027" */
export function stateInWords({ row, state, label }: Standing, now: Date): string {
  const ends = row.fields['ends'];
  return state === 'in_force' && typeof ends === 'string' ? t.toOf(label, day(ends, now)) : label;
}
