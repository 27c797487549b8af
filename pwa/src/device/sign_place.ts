/** The page's place for the vault's canary: a worker cannot reach the storage that a browser's clearing up leaves alone. */

const KEY = 'lantern-sign';

/** As much of a worker as is used. */
interface WorkerLine {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** Keeps what the worker's canary says (`vault/canary.ts`) and tells it again when asked. */
export function keepSigns(worker: WorkerLine): void {
  worker.addEventListener('message', ({ data }) => {
    if (typeof data !== 'object' || data === null || !('kind' in data)) return;
    if (data.kind === 'sign_wanted') worker.postMessage({ kind: 'sign', sign: kept() });
    else if (data.kind === 'keep_sign' && 'sign' in data) keep(data.sign);
  });
}

function kept(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

/** It only warns: where it cannot be kept, nothing else suffers. */
function keep(sign: unknown): void {
  try {
    if (sign === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(sign));
  } catch {
    // A private window, or no room at all.
  }
}
