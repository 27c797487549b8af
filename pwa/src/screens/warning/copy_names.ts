/** Names and labels on the written copy, from the staff record and the declaration. */
import type { Fields } from '../../api/core';
import type { CopyNames } from '../../records/warning/copy';
import { WARNING } from '../../records/warning.gen';
import { labelOf } from '../../ui/choice';

const field = (name: string): (typeof WARNING.fields)[number] | undefined => WARNING.fields.find((each) => each.name === name);
const ROLES = field('issuer_role')?.choices ?? [];
const EXCEPTIONS = field('conditions')?.parts?.find((part) => part.name === 'exceptions')?.choices ?? [];

export function copyNamesOf(values: Fields, issuer: string, agency: string): CopyNames {
  const role = values['issuer_role'];
  return {
    issuer,
    issuer_role: role == null ? '' : labelOf(ROLES, role),
    agency,
    exceptions: Object.fromEntries(EXCEPTIONS.map((each) => [each.value, each.label])),
  };
}
