/** Words of fields that many types have, and choices that many fields share. */

export const ANY_TYPE = {
  reference: 'Cyfeirnod',
  voided: 'Dirymwyd',
  'voided#hint': 'Mae’r cofnod yn aros yn yr hanes ac nid yw mewn grym mwyach.',
  'voided/reason': 'Pam',
  '=voided': 'Dirymwyd',
  patrol: 'Patrôl',
  place: 'Ble',
  happened_at: 'Pryd',
  '§Where and when': 'Ble a phryd',
  '§More': 'Mwy',
} as const;

/** `field/yes` and `field/no`, for each of these fields. */
export function yesNo(...fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.flatMap((field) => [[`${field}/yes`, 'Ie'], [`${field}/no`, 'Na']]));
}

/** `field/not_known`, for each of these fields. */
export function notKnown(...fields: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [`${field}/not_known`, 'Ddim yn hysbys']));
}
