/** Registers the service worker, and lets an update wait until nothing is being written. */

import { scriptUrl } from './script_url';

/** An update that has been fetched and waits. */
export interface Update {
  /** Starts the new version and reloads, unless `dirty` says that something typed is not saved yet. */
  start(dirty: () => boolean): boolean;
}

type UpdateListener = (update: Update) => void;

const listeners = new Set<UpdateListener>();
let waiting: Update | null = null;

/** Tells when a new version waits; at once when one waits already. Returns how to stop listening. */
export function onUpdate(listener: UpdateListener): () => void {
  listeners.add(listener);
  if (waiting !== null) listener(waiting);
  return () => listeners.delete(listener);
}

/** Makes the app start with no network from the next visit on. False where the browser cannot. */
export async function registerServiceWorker(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return false;
  try {
    const registration = await navigator.serviceWorker.register(scriptUrl('/service_worker.js'), { updateViaCache: 'none' });
    watch(registration);
    return true;
  } catch {
    // Private windows and full disks refuse; the app works as long as there is a network.
    return false;
  }
}

function watch(registration: ServiceWorkerRegistration): void {
  announce(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      // Without a controller this is the first version, not an update.
      if (worker.state === 'installed' && navigator.serviceWorker.controller !== null) announce(worker);
    });
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void registration.update().catch(() => undefined);
  });
}

function announce(worker: ServiceWorker | null): void {
  if (worker === null) return;
  waiting = {
    start(dirty) {
      if (dirty()) return false;
      navigator.serviceWorker.addEventListener('controllerchange', () => {
        // Something may have been typed while the new version took over: then the old page stays.
        if (!dirty()) window.location.reload();
      });
      worker.postMessage({ kind: 'start' });
      return true;
    },
  };
  for (const listener of listeners) listener(waiting);
}
