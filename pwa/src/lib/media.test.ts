import { describe, expect, it } from 'vitest';
import type { Bytes } from './bytes';
import { isDrawable, mimeOf, sizeOf } from './media';

/** Bytes of numbers and of text, one after the other. */
function bytes(...parts: readonly (number | string)[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : Array.from(part, (sign) => sign.charCodeAt(0)))));
}

function png(width: number, height: number): Bytes {
  const head = bytes(0x89, 'PNG', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 'IHDR', 0, 0, 0, 0, 0, 0, 0, 0);
  new DataView(head.buffer).setUint32(16, width);
  new DataView(head.buffer).setUint32(20, height);
  return head;
}

/** A camera's notes of 300 bytes stand before the frame. */
function jpeg(width: number, height: number): Bytes {
  const notes = [0xff, 0xe1, 0x01, 0x2c, ...Array.from({ length: 298 }, () => 0)];
  return Uint8Array.from([0xff, 0xd8, ...notes, 0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3]);
}

describe('what a file is', () => {
  it.each([
    ['image/jpeg', jpeg(4, 3), ''],
    ['image/png', png(4, 3), 'text/html'],
    ['image/webp', bytes('RIFF', 0, 0, 0, 0, 'WEBPVP8X'), ''],
    ['image/heic', bytes(0, 0, 0, 24, 'ftypheic'), ''],
    ['audio/mp4', bytes(0, 0, 0, 24, 'ftypM4A '), 'video/mp4'],
    ['audio/webm', bytes(0x1a, 0x45, 0xdf, 0xa3), 'audio/webm;codecs=opus'],
    ['audio/wav', bytes('RIFF', 0, 0, 0, 0, 'WAVEfmt '), ''],
    ['application/pdf', bytes('%PDF-1.7'), ''],
  ])('is told by its first bytes: %s', (mime, head, said) => {
    expect(mimeOf(head, said)).toBe(mime);
  });

  it.each([
    ['a film', bytes(0, 0, 0, 24, 'ftypisom'), 'video/mp4'],
    ['a film in the container of sound', bytes(0x1a, 0x45, 0xdf, 0xa3), 'video/webm'],
    ['a page that says to be a picture', bytes('<html><script>'), 'image/png'],
    ['a drawing that can hold scripts', bytes('<svg xmlns='), 'image/svg+xml'],
    ['nothing', bytes(), 'image/jpeg'],
  ])('is not taken when it is %s', (_what, head, said) => {
    expect(mimeOf(head, said)).toBeNull();
  });
});

describe('how large a picture says it is', () => {
  it('is read from the header, behind what a camera noted', () => {
    expect(sizeOf(jpeg(4032, 3024), 'image/jpeg')).toEqual({ width: 4032, height: 3024 });
    expect(sizeOf(png(640, 480), 'image/png')).toEqual({ width: 640, height: 480 });
  });

  it('keeps a bomb, a kind that browsers do not draw and a header without a size from being decoded', () => {
    expect(isDrawable(png(640, 480), 'image/png')).toBe(true);
    expect(isDrawable(png(60_000, 60_000), 'image/png')).toBe(false);
    expect(isDrawable(bytes(0, 0, 0, 24, 'ftypheic'), 'image/heic')).toBe(false);
    expect(isDrawable(bytes(0xff, 0xd8, 0xff), 'image/jpeg')).toBe(false);
    expect(isDrawable(png(0, 480), 'image/png')).toBe(false);
  });
});
