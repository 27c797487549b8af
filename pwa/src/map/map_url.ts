/** The address of the drawing program's own worker, built as a file of ours: nothing is made from a blob. */
import address from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { scriptUrl } from '../device/script_url';

/**
 * Under Trusted Types only an object of our own policy starts a worker. MapLibre looks at the address as a text first
 * (`endsWith`, `split`), so the object is given these two; it is still what the browser knows it for.
 */
export function workerUrl(): string {
  const trusted = scriptUrl(address) as string | object;
  if (typeof trusted === 'string') return trusted;
  Object.defineProperties(trusted, {
    endsWith: { value: (end: string) => address.endsWith(end) },
    split: { value: (by: string | RegExp) => address.split(by) },
  });
  return trusted as unknown as string;
}
