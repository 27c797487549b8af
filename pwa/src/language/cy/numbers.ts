/** Numbers in words: what follows a number in Welsh stands in the singular, and some numbers change its first letter. */
import { counted } from '../catalogue';

type Forms = Parameters<typeof counted>[2];

/** `5 niwrnod`: the number, then the form of the word that goes with it. */
export function many(count: number | string, forms: Forms): string {
  return `${count} ${counted(Number(count), 'cy', forms)}`;
}
