/** What a row is called. The name of a person supported is never a title: it comes after a tap. */
import type { Fields, Summary } from '../api/core';
import { BRIEFS, type TypeName } from '../records/index.gen';
import type { RecordBrief } from '../records/declaration';
import { readablePlate } from '../records/vehicle/plate';

export function briefOf(type: string): RecordBrief | null {
  return type in BRIEFS ? BRIEFS[type as TypeName] : null;
}

/** For lists, headings and links: a reference where the title would tell who it is. */
export function titleOf(row: { readonly type: string; readonly fields: Fields }): string {
  const brief = briefOf(row.type);
  if (brief === null) return row.type;
  if (brief.personal_title) return `${brief.label}${referenceOf(row.fields) === '' ? '' : ` ${referenceOf(row.fields)}`}`;
  return titled(row, brief) ?? brief.label;
}

/** With the name: on the record's own page, and in a search for that name. */
export function nameOf(row: { readonly type: string; readonly fields: Fields }): string {
  const brief = briefOf(row.type);
  return (brief === null ? null : titled(row, brief)) ?? titleOf(row);
}

export function referenceOf(fields: Fields): string {
  return typeof fields['reference'] === 'string' ? fields['reference'] : '';
}

export function isVoided(row: Pick<Summary, 'fields'>): boolean {
  return row.fields['voided'] !== undefined && row.fields['voided'] !== null;
}

/** A vehicle is called by its plate, with the space that people read and say; a setting of law by its key in words. */
function titled(row: { readonly type: string; readonly fields: Fields }, brief: RecordBrief): string | null {
  const words = filled(row.fields, brief.title);
  if (words === null) return null;
  if (row.type === 'legal_setting') return `${words.charAt(0).toUpperCase()}${words.slice(1).replaceAll('_', ' ')}`;
  return row.type === 'vehicle' ? readablePlate(words) : words;
}

function filled(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value !== '') return value;
    if (Array.isArray(value) && typeof value[0] === 'string') return value.join(', ');
    const words = typeof value === 'object' && value !== null ? (value as Fields)['full'] ?? (value as Fields)['reported'] : null;
    if (typeof words === 'string' && words !== '') return words;
  }
  return null;
}
