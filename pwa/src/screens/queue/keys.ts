/** The desk's keys: one character each, never while somebody types, and they can be switched off. */
import { t } from './texts';

export type KeyAct = 'next' | 'previous' | 'open' | 'approve' | 'return' | 'search' | 'keys' | 'back';

/** For the list of keys, in its order. */
export const KEYS: readonly (readonly [key: string, act: KeyAct, words: () => string])[] = [
  ['J', 'next', (): string => t.nextRow],
  ['K', 'previous', (): string => t.rowBefore],
  ['Enter', 'open', (): string => t.openTheRow],
  ['A', 'approve', (): string => t.approveWhereEveryCheckIsMet],
  ['R', 'return', (): string => t.returnWithAComment],
  ['/', 'search', (): string => t.searchAllRecords],
  ['?', 'keys', (): string => t.thisList],
  ['Esc', 'back', (): string => t.backToTheList],
];

const ACTS: ReadonlyMap<string, KeyAct> = new Map([
  ...KEYS.map(([key, act]) => [key.toLowerCase(), act] as const),
  ['escape', 'back'],
]);

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly target: EventTarget | null;
}

/**
 * What a key asks for; null when it belongs to something else: a field, an open dialog, a key of the browser.
 *
 * Enter on a link or key is that link's own. Esc leaves a field, so it counts everywhere but in a dialog.
 */
export function actOf(pressed: Pressed): KeyAct | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const act = ACTS.get(pressed.key.toLowerCase()) ?? null;
  const at = pressed.target instanceof Element ? pressed.target : null;
  if (at?.closest('dialog')) return null;
  if (act === 'back') return act;
  if (at?.closest('input:not([type=checkbox]):not([type=radio]), textarea, select')) return null;
  if (act === 'open' && at?.closest('a, button')) return null;
  return act;
}

/** The row to stand on after J or K: the ends stay, and nothing chosen means the first. */
export function stepFrom(keys: readonly string[], current: string | null, step: 1 | -1): string | null {
  const index = current === null ? -1 : keys.indexOf(current);
  if (index === -1) return keys[0] ?? null;
  return keys[Math.min(Math.max(index + step, 0), keys.length - 1)] ?? null;
}
