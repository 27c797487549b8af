/**
 * *Tell me when something waits*: this browser's subscription to pushes, off until somebody asks for it.
 *
 * A push carries one constant text and wakes nothing up. The browser subscribes; the core tells the server, since
 * the session is in the worker. Chromium was seen never to settle `subscribe()`, so every wait has an end of ours.
 */

import type { AlertSubscription, Core } from '../api/core';
import { t } from './texts';

/** What the phone can say about its alerts. `words` is a sentence for the screen. */
export interface Alerts {
  readonly state: 'on' | 'off' | 'not_possible';
  readonly words: string;
}

const TIMEOUT_MS = 10_000;

const OFF: Alerts = { state: 'off', get words() { return t.itWouldSaySomethingIs; } };
const ON: Alerts = { state: 'on', get words() { return t.itSaysSomethingIsWaiting; } };
const NO_ANSWER: Alerts = { state: 'off', get words() { return t.thisPhonesPushServiceDid; } };
const NOT_STARTED: Alerts = { state: 'off', get words() { return t.lanternIsNotWhollyOn; } };
const DENIED: Alerts = { state: 'not_possible', get words() { return t.notPossibleNotificationsOfLantern; } };
const NO_PUSH: Alerts = { state: 'not_possible', get words() { return t.notPossibleThisBrowserHas; } };
const IPHONE: Alerts = {
  state: 'not_possible',
  get words() { return t.notPossibleInTheBrowser; },
};

/** How things stand, without asking for anything. */
export async function alertsNow(): Promise<Alerts> {
  const hindered = hindrance();
  if (hindered !== null) return hindered;
  const held = await inTime(standing());
  return held === LATE || held === null ? OFF : ON;
}

/** Asks for permission, subscribes, tells the server. To be called by a tap, before anything is awaited. */
export async function turnOn(core: Pick<Core, 'alerts_key' | 'take_alerts'>): Promise<Alerts> {
  const hindered = hindrance();
  if (hindered !== null) return hindered;
  const permission = await Notification.requestPermission();
  if (permission !== 'granted') return permission === 'denied' ? DENIED : OFF;
  const registration = await inTime(navigator.serviceWorker.getRegistration());
  if (registration === LATE || registration === undefined) return NOT_STARTED;
  const key = await core.alerts_key();
  if (!key.ok) return refused(key.problems);
  const subscribing = subscribed(registration, key.value);
  const made = await inTime(subscribing);
  if (made === LATE) {
    // One that comes after all is not kept: the server would not know of it, and the screen says off.
    void subscribing.then((late) => late.unsubscribe()).catch(() => undefined);
    return NO_ANSWER;
  }
  const taken = await core.take_alerts(onTheWire(made));
  if (taken.ok) return ON;
  await forget();
  return refused(taken.problems);
}

/** Tells the server which subscription stands: the browser may have made a new one while the app was closed. */
export async function renew(core: Pick<Core, 'take_alerts'>): Promise<void> {
  if (hindrance() !== null) return;
  const held = await inTime(standing());
  if (held !== LATE && held !== null) await core.take_alerts(onTheWire(held));
}

/** Ends it here and at the server. Without a network the server learns it from the push service. */
export async function turnOff(core: Pick<Core, 'take_alerts'>): Promise<Alerts> {
  if ((await alertsNow()).state !== 'on') return alertsNow();
  await forget();
  await core.take_alerts(null);
  return alertsNow();
}

/** Ends it in this browser alone: the session is over, or the install has been ended. */
export async function forget(): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis)) return;
  await inTime(standing().then((held) => held?.unsubscribe()));
}

/** Null when nothing stands in the way but a tap. */
function hindrance(): Alerts | null {
  if (!('serviceWorker' in navigator) || !('PushManager' in globalThis) || !('Notification' in globalThis)) {
    return /iPhone|iPad/.test(navigator.userAgent) ? IPHONE : NO_PUSH;
  }
  return Notification.permission === 'denied' ? DENIED : null;
}

function onTheWire(subscription: PushSubscription): AlertSubscription {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' } };
}

async function standing(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** A new one each time: an older one may be bound to another key, or to whoever used this browser before. */
async function subscribed({ pushManager }: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  await (await pushManager.getSubscription())?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

function refused(problems: readonly { readonly words: string }[]): Alerts {
  return { state: 'off', words: problems.map((each) => each.words).join(' ') };
}

const LATE = Symbol('late');

/** What comes of a wait; `LATE` when it failed or took longer than we wait. */
async function inTime<T>(wait: Promise<T>): Promise<T | typeof LATE> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), TIMEOUT_MS);
  });
  try {
    return await Promise.race([wait, late]);
  } catch {
    return LATE;
  } finally {
    clearTimeout(timer);
  }
}
