/** By what authority an officer issues: the one on their staff record that is good today (DOMAIN 1a, s.53). */
import type { FieldValue, Fields } from '../../api/core';

export interface Authority {
  readonly issuer_role: string;
  readonly authority_number: string;
  /** Good to the end of this day; null has no end. */
  readonly authority_to: string | null;
}

/** authorities: the staff record's repeated field. today: local date. Null: none is good today. */
export function authorityToday(authorities: FieldValue, today: string): Authority | null {
  if (!Array.isArray(authorities)) return null;
  for (const each of authorities as readonly FieldValue[]) {
    const found = typeof each === 'object' && each !== null ? good(each as Fields, today) : null;
    if (found !== null) return found;
  }
  return null;
}

function good(authority: Fields, today: string): Authority | null {
  const { kind, number, from, to } = authority;
  const issuer_role = ROLE_OF[String(kind)];
  if (issuer_role === undefined || typeof number !== 'string' || number === '') return null;
  if (typeof from === 'string' && from > today) return null;
  if (typeof to === 'string' && to < today) return null;
  return { issuer_role, authority_number: number, authority_to: typeof to === 'string' ? to : null };
}

const ROLE_OF: Readonly<Record<string, string>> = {
  constable: 'constable',
  pcso_designation: 'pcso',
  council_authorisation: 'council_officer',
  landlord_designation: 'designated_person',
};
