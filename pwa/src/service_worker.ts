/**
 * Makes the app start with no network: it keeps the built files and nothing else.
 *
 * Answers of the server are never cached here; what the phone holds is sealed in the vault's database.
 * A new version waits until the page says that nothing is being written.
 */

import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: { url: string; revision: string | null }[] };

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//, /^\/healthz/] }));

// The page that registered the first version is served by it at once: a screen that it has not opened yet must
// open without a signal in its first hour too. A later version takes over only when the page asks for it.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  const message = event.data as unknown;
  if (typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'start') {
    event.waitUntil(self.skipWaiting());
  }
});

// A push says that something waits, never what or about whom: the words are here, not in the message.
self.addEventListener('push', (event) => {
  event.waitUntil(self.registration.showNotification('Lantern', { body: 'Something is waiting.', tag: 'waiting' }));
});

// A push service may end a subscription by itself. The new one is told to the server at the next unlock (`renew`): the session is not here.
self.addEventListener('pushsubscriptionchange', (event) => {
  const options = event.oldSubscription?.options;
  if (options !== undefined) event.waitUntil(self.registration.pushManager.subscribe(options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show());
});

async function show(): Promise<void> {
  const [window] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (window === undefined) await self.clients.openWindow('/');
  else await window.focus();
}
