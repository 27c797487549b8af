/** What is wrong with a new PIN in words, or null: the ones that are tried first by anybody. */
import { t } from './texts';

export function weakPin(pin: string): string | null {
  if (!/^\d{6}$/.test(pin)) return t.aPinHasSixDigits;
  if (/^(\d)\1{5}$/.test(pin)) return t.sixOfTheSameDigit;
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0)));
  if (steps.size === 1) return t.digitsInARowAre;
  return null;
}
