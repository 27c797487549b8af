/** What a file is called: its kind and size, never its name on the phone. */
import type { FileValue } from '../records/shared_values';
import { t } from './texts';

const KILO = 1_000;
const MEGA = 1_000_000;

export function kindOf(mime: string): string {
  if (mime.startsWith('image/')) return t.photograph;
  return mime.startsWith('audio/') ? t.sound : t.paper;
}

/** "Photograph, 3.4 MB". */
export function fileWords({ mime, bytes }: FileValue): string {
  const size = bytes < MEGA ? t.kilobytes(Math.max(1, Math.round(bytes / KILO))) : t.megabytes((bytes / MEGA).toFixed(1));
  return t.of(kindOf(mime), size);
}
