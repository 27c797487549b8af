import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MemoryCore } from '../api/memory_core';
import { alertsNow, forget, renew, turnOff, turnOn } from './alerts';

const ENDPOINT = 'https://push.example/1';

/** A browser with a push service that may be slow to answer. */
class Browser {
  permission: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  silent = false;
  held: object | null = null;
  readonly asked: unknown[] = [];
  subscribing: ((made: object) => void) | null = null;
  unsubscribed = 0;

  readonly pushManager = {
    getSubscription: () => Promise.resolve(this.held),
    subscribe: (options: unknown) => {
      this.asked.push(options);
      if (this.silent) return new Promise((resolve) => (this.subscribing = resolve));
      this.held = this.subscription();
      return Promise.resolve(this.held);
    },
  };

  subscription(): object {
    return {
      toJSON: () => ({ endpoint: ENDPOINT, expirationTime: null, keys: { p256dh: 'BA', auth: 'AA' } }),
      unsubscribe: () => {
        this.held = null;
        this.unsubscribed += 1;
        return Promise.resolve(true);
      },
    };
  }

  install(agent = 'Phone'): void {
    const registration = { pushManager: this.pushManager };
    vi.stubGlobal('navigator', { userAgent: agent, serviceWorker: { getRegistration: () => Promise.resolve(registration) } });
    vi.stubGlobal('PushManager', Object);
    vi.stubGlobal('Notification', {
      requestPermission: () => Promise.resolve((this.permission = this.answer)),
    });
    Object.defineProperty(Notification, 'permission', { get: () => this.permission });
  }
}

let browser: Browser;
let core: MemoryCore;

beforeEach(() => {
  browser = new Browser();
  browser.install();
  core = new MemoryCore();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('alerts', () => {
  it('are off, and nobody is asked, until they are turned on', async () => {
    expect((await alertsNow()).state).toBe('off');
    expect(browser.permission).toBe('default');
    expect(browser.asked).toEqual([]);
  });

  it('are on once the browser has subscribed with the server’s key and the server knows where', async () => {
    expect((await turnOn(core)).state).toBe('on');

    expect(browser.asked).toEqual([{ userVisibleOnly: true, applicationServerKey: 'BA' }]);
    expect(core.alerted_at).toBe(ENDPOINT);
    expect((await alertsNow()).state).toBe('on');
  });

  it('are off again in the browser and at the server', async () => {
    await turnOn(core);

    expect((await turnOff(core)).state).toBe('off');
    expect(browser.held).toBeNull();
    expect(core.alerted_at).toBeNull();
  });

  it('stop waiting for a push service that never answers, and keep nothing that comes later', async () => {
    vi.useFakeTimers();
    browser.silent = true;
    const turning = turnOn(core);
    await vi.advanceTimersByTimeAsync(10_000);

    expect(await turning).toMatchObject({ state: 'off', words: expect.stringContaining('did not answer') as string });
    browser.subscribing?.(browser.subscription());
    await vi.advanceTimersByTimeAsync(0);
    expect(browser.unsubscribed).toBe(1);
    expect(core.alerted_at).toBeNull();
  });

  it('leave no subscription behind that the server refused', async () => {
    core.take_alerts = () =>
      Promise.resolve({ ok: false, problems: [{ code: 'push_service_not_allowed', path: 'endpoint', words: 'Not on the list.' }] });

    expect(await turnOn(core)).toEqual({ state: 'off', words: 'Not on the list.' });
    expect(browser.held).toBeNull();
  });

  it('say why they are not possible', async () => {
    browser.answer = 'denied';
    expect(await turnOn(core)).toMatchObject({ state: 'not_possible', words: expect.stringContaining('blocked') as string });

    vi.stubGlobal('navigator', { userAgent: 'iPhone' });
    expect(await alertsNow()).toMatchObject({ state: 'not_possible', words: expect.stringContaining('home screen') as string });
    vi.stubGlobal('navigator', { userAgent: 'Phone' });
    expect((await turnOn(core)).state).toBe('not_possible');
  });

  it('are let go of by a browser whose install has been ended, without the server', async () => {
    await turnOn(core);

    await forget();

    expect(browser.held).toBeNull();
    expect(core.alerted_at).toBe(ENDPOINT);
  });

  it('are told again to a server that may know an older subscription, and only where they are on', async () => {
    await renew(core);
    expect(core.alerted_at).toBeNull();
    browser.permission = 'granted';
    browser.held = browser.subscription();

    await renew(core);

    expect(core.alerted_at).toBe(ENDPOINT);
  });
});
