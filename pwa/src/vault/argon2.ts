/** Argon2id in WebAssembly, in a chunk of its own: only who meets a PIN loads it. */

import type { Bytes } from '../lib/bytes';

const KEY_BYTES = 32;

export interface Cost {
  readonly salt: ArrayBuffer;
  readonly memory_kib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** Fetches it while the PIN is being typed. */
export async function fetchArgon2(): Promise<void> {
  await import('hash-wasm');
}

/** 32 bytes from a PIN. */
export async function argon2(pin: string, cost: Cost): Promise<Bytes> {
  const { argon2id } = await import('hash-wasm');
  const stretched = await argon2id({
    password: pin.normalize('NFKC'),
    salt: new Uint8Array(cost.salt),
    memorySize: cost.memory_kib,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: KEY_BYTES,
    outputType: 'binary',
  });
  return new Uint8Array(stretched);
}
