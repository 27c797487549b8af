/** Registers the service worker, and lets an update wait until nothing is being written. */

import { scriptUrl } from './script_url';

/** An update that has been fetched and waits. */
export interface Update {
  /** Starts the new version and reloads, unless `dirty` says that something typed is not saved yet. */
  start(dirty: () => boolean): boolean;
}

type UpdateListener = (update: Update) => void;

const AGAIN_MS = 1_000;
const listeners = new Set<UpdateListener>();
let waiting: Update | null = null;

/** Tells when a new version waits; at once when one waits already. Returns how to stop listening. */
export function onUpdate(listener: UpdateListener): () => void {
  listeners.add(listener);
  if (waiting !== null) listener(waiting);
  return () => listeners.delete(listener);
}

/** Makes the app start with no network from the next visit on. dirty: as for `Update`. False where the browser cannot. */
export async function registerServiceWorker(dirty: () => boolean): Promise<boolean> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return false;
  followTakeover(dirty);
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

/** In every tab: the files of an older page are gone with its version, so that it starts anew as soon as nothing is being written. */
function followTakeover(dirty: () => boolean): void {
  let first = navigator.serviceWorker.controller === null;
  const reload = (): void => {
    if (dirty()) setTimeout(reload, AGAIN_MS);
    else window.location.reload();
  };
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    // The first version takes the page that registered it: there is nothing older.
    if (!first) reload();
    first = false;
  });
}

function announce(worker: ServiceWorker | null): void {
  if (worker === null) return;
  waiting = {
    start(dirty) {
      if (dirty()) return false;
      worker.postMessage({ kind: 'start' });
      return true;
    },
  };
  for (const listener of listeners) listener(waiting);
}
