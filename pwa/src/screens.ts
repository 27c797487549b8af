/**
 * Which component draws which screen; each is its own chunk, fetched when first opened (all are on the
 * phone already: the service worker keeps them). A screen that is not listed does not exist yet.
 */
import type { Component } from 'svelte';
import type { Params, Route, Screen } from './routes';

type Loaders = { readonly [S in Screen]?: () => Promise<{ readonly default: Component<{ params: Params<S> }> }> };

const LOADERS: Loaders = {
  // officer's own (UI of the patrol)
  // warnings, vehicles, reports, visits, referrals
  warning: () => import('./screens/warning/Warning.svelte'),
  warning_page: () => import('./screens/warning/Warning.svelte'),
  check: () => import('./screens/check/Check.svelte'),
  check_warning: () => import('./screens/check/CheckWarning.svelte'),
  find: () => import('./screens/find/Find.svelte'),
  // supervisor
  queue: () => import('./screens/queue/Queue.svelte'),
  queue_item: () => import('./screens/queue/Queue.svelte'),
  // support worker
};

/** A screen without the types of its parts, as `App` draws it. */
export type AnyScreen = Component<{ params: Readonly<Record<string, string>> }>;

/** Null for an address that no screen draws. */
export async function load(route: Route): Promise<AnyScreen | null> {
  if (route.screen === 'unknown') return null;
  const loader = LOADERS[route.screen];
  if (loader === undefined) return null;
  // The parts were cut from the address by this screen's own path, so they are the ones it asks for.
  return (await loader()).default as AnyScreen;
}

export function exists(screen: Screen): boolean {
  return LOADERS[screen] !== undefined;
}
