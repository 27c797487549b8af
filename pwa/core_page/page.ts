/** The real core on a page without screens: what `tests/client/` drives in Chromium. Never part of the app. */

import { createCore } from '../src/api/worker_core';

Object.assign(window, { core: createCore() });
