/** Argon2id in WebAssembly, loaded when a PIN is typed and not before. */

import type { Bytes } from '../lib/bytes';

const KEY_BYTES = 32;

export interface Cost {
  readonly salt: ArrayBuffer;
  readonly memory_kib: number;
  readonly passes: number;
  readonly lanes: number;
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
