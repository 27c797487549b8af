/** Names of streams. */

const OLD = 'old/';

/** The home of a stream: of one of old records the one that they left, where they are written to (PROTOCOL section 20). */
export function homeOf(stream: string): string {
  return stream.startsWith(OLD) ? stream.slice(OLD.length) : stream;
}

/** The operation of a home stream or of the old records beside it; empty text for a stream of none. */
export function operationOf(stream: string): string {
  return homeOf(stream).split('/')[1] ?? '';
}
