/** Bytes and their spellings on the wire: UTF-8, base64url without padding, lower-case hexadecimal. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
// Fatal: a byte that is not UTF-8 is an error, never a replacement character in somebody's record.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of a text without lone surrogates. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes. Throws TypeError when they are not UTF-8. */
export function textOf(bytes: BufferSource): string {
  return decoder.decode(bytes);
}

/** Base64url without padding. */
export function base64url(bytes: Bytes | ArrayBuffer): string {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  let binary = '';
  for (let at = 0; at < view.length; at += 0x8000) {
    binary += String.fromCharCode(...view.subarray(at, at + 0x8000));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Bytes of a base64url text. Throws when it is not one. */
export function fromBase64url(text: string): Bytes {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new TypeError('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (each) => each.charCodeAt(0));
}

/** Lower-case hexadecimal digits. */
export function hex(bytes: ArrayBuffer): string {
  let digits = '';
  for (const byte of new Uint8Array(bytes)) digits += byte.toString(16).padStart(2, '0');
  return digits;
}

/** The parts one after the other. */
export function joined(...parts: readonly (Bytes | ArrayBuffer)[]): Bytes {
  const views = parts.map((part) => (part instanceof ArrayBuffer ? new Uint8Array(part) : part));
  const whole = new Uint8Array(views.reduce((sum, view) => sum + view.length, 0));
  let at = 0;
  for (const view of views) {
    whole.set(view, at);
    at += view.length;
  }
  return whole;
}

/** `count` random bytes from the system's generator. */
export function randomBytes(count: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(count));
}
