import { t } from './texts';

/** `2 entries and 1 draft`. */
export function counted({ entries, drafts }: { readonly entries: number; readonly drafts: number }): string {
  if (entries > 0 && drafts > 0) return t.and(t.entries(entries), t.drafts(drafts));
  if (entries > 0) return t.entries(entries);
  return drafts > 0 ? t.drafts(drafts) : t.nothing;
}
