/** Lines of a streamed answer, byte for byte. */

import { joined, textOf, type Bytes } from '../lib/bytes';

/** Longer than any record's text: beyond it the answer is not ours. */
const LINE_BYTES_MAX = 8 * 1024 * 1024;
const BREAK = 0x0a;

/**
 * Each line without its break. Throws on bytes that are not UTF-8, on an endless line, and at the end when the last
 * line was cut: half a line is never taken for data.
 */
export async function* linesOf(body: ReadableStream<Bytes>, onChunk: () => void): AsyncGenerator<string> {
  let rest: Bytes = new Uint8Array();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      onChunk();
      let begin = 0;
      for (let at = value.indexOf(BREAK); at !== -1; at = value.indexOf(BREAK, begin)) {
        yield textOf(joined(rest, value.subarray(begin, at)));
        rest = new Uint8Array();
        begin = at + 1;
      }
      rest = joined(rest, value.subarray(begin));
      if (rest.length > LINE_BYTES_MAX) throw new TypeError('a line without end');
    }
  } finally {
    reader.releaseLock();
    await body.cancel().catch(() => undefined);
  }
  if (rest.length > 0) throw new TypeError('the last line was cut');
}
