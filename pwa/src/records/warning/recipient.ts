/** The recipient of a warning as a record of their own, so that the next check and the next warning find them. */
import type { Fields } from '../../api/core';

/** Fields of a `person` made from a warning's answers, in the form of a record's text. */
export function recipientFields(values: Fields): Fields {
  const body = values['recipient_kind'] === 'body';
  const birth = (values['birth'] ?? {}) as Fields;
  const dated = !body && typeof birth['date'] === 'string' && typeof birth['how_known'] === 'string';
  const address = values['address'];
  return {
    kind: body ? 'body' : 'individual',
    name: values['name'],
    ...(typeof values['alias'] === 'string' ? { other_names: [values['alias']] } : {}),
    ...(dated ? { birth } : {}),
    ...(values['identity'] == null ? {} : { identity: values['identity'] }),
    ...(typeof address === 'string' ? { addresses: [{ element: 'from-warning', words: address }] } : {}),
  };
}
