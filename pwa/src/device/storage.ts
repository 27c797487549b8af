/** What the browser says about the room that it gives us, and whether it may take it away again. */

/** bytes. Both null where the browser does not tell. */
export interface Room {
  readonly used: number | null;
  readonly quota: number | null;
}

/** Asks the browser to keep what is here until a person clears it. False where it refuses or cannot promise it. */
export async function askToKeep(): Promise<boolean> {
  return manager()?.persist?.().catch(() => false) ?? false;
}

/** Whether it has promised so. */
export async function isKept(): Promise<boolean> {
  return manager()?.persisted?.().catch(() => false) ?? false;
}

/** An estimate: browsers round it, and some leave an old quota standing. */
export async function room(): Promise<Room> {
  const estimate = await manager()?.estimate?.().catch(() => null);
  return { used: estimate?.usage ?? null, quota: estimate?.quota ?? null };
}

/** bytes of the app itself, as the service worker keeps it. */
export async function appBytes(): Promise<number> {
  let bytes = 0;
  for (const name of await caches.keys().catch(() => [])) {
    // What lies beside the database is the people's, not the app's.
    if (name.startsWith('lantern-')) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0;
  }
  return bytes;
}

/** Older WebKit has none of it, or only some. */
function manager(): Partial<StorageManager> | undefined {
  return (navigator as { readonly storage?: Partial<StorageManager> }).storage;
}
