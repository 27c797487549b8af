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
  return personalNameOf(row) ?? titleOf(row);
}

/** The name that `titleOf` keeps back; null where it keeps none. A reference is nobody's name. */
export function personalNameOf(row: { readonly type: string; readonly fields: Fields }): string | null {
  const brief = briefOf(row.type);
  if (brief?.personal_title !== true) return null;
  const name = titled(row, brief);
  return name === referenceOf(row.fields) ? null : name;
}

export function referenceOf(fields: Fields): string {
  return typeof fields['reference'] === 'string' ? fields['reference'] : '';
}

export function isVoided(row: Pick<Summary, 'fields'>): boolean {
  return row.fields['voided'] !== undefined && row.fields['voided'] !== null;
}

/** A vehicle is called by its plate, with the space that people read and say; a setting of law by its key in words. */
function titled(row: { readonly type: string; readonly fields: Fields }, brief: RecordBrief): string | null {
  const words = filled(row.fields, brief);
  if (words === null) return null;
  if (row.type === 'legal_setting') return settingInWords(words);
  return row.type === 'vehicle' ? readablePlate(words) : words;
}

/** A setting of law is kept by a key: `warning_age_minimum` is read "Warning age minimum". */
export function settingInWords(key: string): string {
  return `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll('_', ' ')}`;
}

function filled(fields: Fields, { title: names, title_labels: labels }: RecordBrief): string | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === 'string' && value !== '') return labels[value] ?? value;
    if (Array.isArray(value) && typeof value[0] === 'string') return value.join(', ');
    const words = typeof value === 'object' && value !== null ? (value as Fields)['full'] ?? (value as Fields)['reported'] : null;
    if (typeof words === 'string' && words !== '') return words;
  }
  return null;
}
