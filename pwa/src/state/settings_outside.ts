/**
 * The few settings outside the encrypted store: colours, language, little data. They are needed before the unlock and
 * say nothing about anybody.
 */

export function kept(key: string): string | null {
  return storage()?.getItem(key) ?? null;
}

export function keep(key: string, value: string): void {
  try {
    storage()?.setItem(key, value);
  } catch {
    // A full or closed storage loses a setting, no more.
  }
}

function storage(): Storage | null {
  try {
    // eslint-disable-next-line no-restricted-globals -- See above.
    return localStorage;
  } catch {
    return null;
  }
}
