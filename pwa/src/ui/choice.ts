/** A choice as the screens draw it; the generated definitions (`records/*.gen.ts`) hold the lists. */
import { t } from './texts';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | null;
  /** False: stands under *More*. */
  readonly quick?: boolean;
}

/** Splits a list into what is offered at once and what stands under *More*; a chosen one is always shown. */
export function offered(
  options: readonly ChoiceOption[],
  open: boolean,
  chosen: readonly string[],
): { readonly shown: readonly ChoiceOption[]; readonly hidden: number } {
  const shown = options.filter((each) => open || each.quick !== false || chosen.includes(each.value));
  return { shown, hidden: options.length - shown.length };
}

/** The label of a value; the value itself where a newer list has one that this app does not know. */
export function labelOf(options: readonly ChoiceOption[], value: unknown): string {
  if (value === null || value === undefined || value === '') return t.notAsked;
  return options.find((each) => each.value === value)?.label ?? (typeof value === 'string' ? value : '');
}
