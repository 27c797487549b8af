/** Names and labels on the written copy, from the staff record and the declaration. */
import type { CopyNames } from '../../records/warning/copy';
import type { WarningForm } from './warning_form.svelte';

export function copyNames(form: WarningForm): CopyNames {
  const roles = form.field('issuer_role').choices ?? [];
  const exceptions = form.field('conditions').parts?.find((part) => part.name === 'exceptions')?.choices ?? [];
  return {
    issuer: form.around.issuer,
    issuer_role: roles.find((each) => each.value === form.values['issuer_role'])?.label ?? '',
    agency: form.around.agency,
    exceptions: Object.fromEntries(exceptions.map((each) => [each.value, each.label])),
  };
}
