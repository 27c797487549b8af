/** What the tabs of one install tell each other. */

import type { Told } from './open_work';

export type Message = Told | { readonly kind: 'lock' };

export function isMessage(data: unknown): data is Message {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return false;
  return data.kind === 'lock' || data.kind === 'written' || data.kind === 'shown';
}
