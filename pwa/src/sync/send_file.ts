/** One file over tus, from wherever the server has it; a chunk of its own, loaded by whoever has a file to send. */

import { Upload } from 'tus-js-client';
import { NotSent, sealedReader, type Send, type Slice, tusStack } from './tus_stack';

/** One request carries so much: a cut line costs at most this. */
const CHUNK_BYTES = 256 * 1024;
const ENDPOINT = '/api/files';

export interface Sending {
  /** What the server is told of it: change and hash, or the sealed thing. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly bytes: number;
  /** The upload's own address. */
  readonly address: string;
  readonly slice: Slice;
  readonly send: Send;
  /** So many bytes are at the server. */
  readonly progress: (arrived: number) => void;
  readonly signal: AbortSignal;
}

/** Sends what the server lacks of it. Rejects when that cannot be done now. */
export async function sendFile(sending: Sending): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(new Blob(), {
      endpoint: ENDPOINT,
      uploadUrl: sending.address,
      uploadSize: sending.bytes,
      chunkSize: CHUNK_BYTES,
      metadata: { ...sending.metadata },
      httpStack: tusStack(sending.send),
      fileReader: sealedReader(sending.bytes, sending.slice),
      // Where it stands is asked of the server; nothing about it is left in the browser's storage.
      storeFingerprintForResuming: false,
      // The round that this belongs to tries again, with the whole phone's waiting.
      retryDelays: null,
      onChunkComplete: (_size, arrived) => sending.progress(arrived),
      onSuccess: () => resolve(),
      onError: reject,
    });
    sending.signal.addEventListener('abort', () => {
      void upload.abort();
      reject(new NotSent('stopped'));
    });
    upload.start();
  });
}
