/** Where the parts meet: styles, the core in its worker, the app, and the service worker. */
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { createCore } from './api/worker_core';
import { registerServiceWorker } from './device/service_worker';
import { forgiveLateQuestions } from './state/asked_too_late';
import { isWriting } from './state/drafts.svelte';
import { language } from './state/language.svelte';
import { theme } from './state/theme.svelte';

/*
 * Trusted Types: the page allows two policies. Svelte makes `svelte-trusted-html` by itself, for its own
 * templates; `app-sw` accepts only this app's two worker scripts and belongs to device/. Nothing else
 * makes markup or addresses of scripts out of text.
 */
async function start(): Promise<void> {
  theme.apply(new Date());
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no place for the app.');
  const core = createCore();
  forgiveLateQuestions(core);
  const status = await core.status();
  await language.begin(status.install_code);
  mount(App, { target, props: { core, status } });
  await registerServiceWorker(isWriting);
}

void start();
