/** A small picture for lists, made on this phone. It has nothing of what the camera noted: only what is seen. */

import type { Bytes } from '../lib/bytes';
import { HEAD_BYTES, isDrawable } from '../lib/media';

/** The longer side, in pixels: sharp on a list's row. */
const SIDE = 320;
const QUALITY = 0.7;

/** JPEG of at most `SIDE` pixels; null for what is no picture that may be decoded, or does not decode. */
export async function smallPicture(blob: Blob, mime: string): Promise<Bytes | null> {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const head = new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer());
  if (!isDrawable(head, mime)) return null;
  try {
    const picture = await createImageBitmap(blob);
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.max(1, Math.round(picture.width * scale)), Math.max(1, Math.round(picture.height * scale)));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return new Uint8Array(await made.arrayBuffer());
  } catch {
    return null;
  }
}
