/** What kind of file bytes are, and how large a picture says it is: read from the first bytes, before anything decodes them. */

import type { Bytes } from './bytes';

/** Enough of a file for all that is asked here: a camera's own notes stand before a JPEG's size. */
export const HEAD_BYTES = 262_144;

/** A picture that says to be larger is never decoded: 50 million pixels need 200 MB (FINDINGS section 5). */
export const PIXELS_MAX = 50_000_000;

/** Pictures that every browser can draw. Others are kept as they are and shown nowhere. */
const DRAWABLE: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

const HEIC: ReadonlySet<string> = new Set(['heic', 'heix', 'hevc', 'heim', 'heis']);
const HEIF: ReadonlySet<string> = new Set(['mif1', 'msf1']);

/**
 * The media type by content, null for none that is known. said: what the browser says, by which sound is told from
 * film in the two containers that hold either.
 */
export function mimeOf(head: Bytes, said: string): string | null {
  if (starts(head, 0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (starts(head, 0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (words(head, 0, 5) === '%PDF-') return 'application/pdf';
  if (words(head, 0, 4) === 'RIFF') return { WEBP: 'image/webp', WAVE: 'audio/wav' }[words(head, 8, 4)] ?? null;
  if (words(head, 0, 4) === 'OggS') return 'audio/ogg';
  if (words(head, 0, 3) === 'ID3' || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg';
  if (starts(head, 0, 0x1a, 0x45, 0xdf, 0xa3)) return said.startsWith('audio/') ? 'audio/webm' : null;
  return words(head, 4, 4) === 'ftyp' ? ofBrand(words(head, 8, 4), said) : null;
}

/** Width and height in pixels as the header says them; null where it does not. */
export function sizeOf(head: Bytes, mime: string): { readonly width: number; readonly height: number } | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    if (mime === 'image/png') return { width: view.getUint32(16), height: view.getUint32(20) };
    if (mime === 'image/jpeg') return ofJpeg(view);
    return mime === 'image/webp' ? ofWebp(view, words(head, 12, 4)) : null;
  } catch {
    // The header ends before it says so.
    return null;
  }
}

/** Whether a picture may be decoded: of a kind that browsers draw, with a size in its header that fits. */
export function isDrawable(head: Bytes, mime: string): boolean {
  if (!DRAWABLE.has(mime)) return false;
  const size = sizeOf(head, mime);
  return size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= PIXELS_MAX;
}

function ofBrand(brand: string, said: string): string | null {
  if (HEIC.has(brand)) return 'image/heic';
  if (HEIF.has(brand)) return 'image/heif';
  return brand === 'M4A ' || said.startsWith('audio/') ? 'audio/mp4' : null;
}

function ofJpeg(view: DataView): { width: number; height: number } | null {
  let at = 2;
  while (at < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Start of frame, of any kind; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

function ofWebp(view: DataView, form: string): { width: number; height: number } | null {
  if (form === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== 'VP8X') return null;
  const three = (at: number): number => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  return { width: three(24), height: three(27) };
}

function starts(head: Bytes, at: number, ...wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => head[at + index] === byte);
}

function words(head: Bytes, at: number, count: number): string {
  return String.fromCharCode(...head.subarray(at, at + count));
}
