/** What is wrong with a new PIN in words, or null: the ones that are tried first by anybody. */
export function weakPin(pin: string): string | null {
  if (!/^\d{6}$/.test(pin)) return 'A PIN has six digits.';
  if (/^(\d)\1{5}$/.test(pin)) return 'Six of the same digit are guessed at once. Choose another.';
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  if (steps.size === 1) return 'Digits in a row are guessed at once. Choose another.';
  return null;
}
