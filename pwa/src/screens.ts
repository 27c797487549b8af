/**
 * Which component draws which screen; each is its own chunk, fetched when first opened (all are on the
 * phone already: the service worker keeps them). A screen that is not listed does not exist yet.
 */
import type { Component } from 'svelte';
import type { Params, Route, Screen } from './routes';
import Today from './screens/today/Today.svelte';

/** A screen that needs no parts of its address declares no props. */
type Drawn<S extends Screen> = Component<{ params: Params<S> }> | Component<Record<string, never>>;
type Loaders = { readonly [S in Screen]?: () => Promise<{ readonly default: Drawn<S> }> };

const LOADERS: Loaders = {
  // the officer's shift
  today: () => Promise.resolve({ default: Today }),
  for_you: () => import('./screens/today/ForYouPage.svelte'),
  help: () => import('./screens/help/Help.svelte'),
  patrol: () => import('./screens/patrol/Patrol.svelte'),
  patrol_start: () => import('./screens/patrol/Start.svelte'),
  patrol_end: () => import('./screens/patrol/End.svelte'),
  note: () => import('./screens/patrol/Note.svelte'),
  // people met
  talked: () => import('./screens/engagement/Talked.svelte'),
  wishes: () => import('./screens/engagement/Wishes.svelte'),
  child: () => import('./screens/engagement/Child.svelte'),
  urgent: () => import('./screens/engagement/Urgent.svelte'),
  // any record, and this phone
  record: () => import('./screens/record/RecordPage.svelte'),
  edit: () => import('./screens/record/Edit.svelte'),
  write: () => import('./screens/record/Write.svelte'),
  unsent: () => import('./screens/unsent/Unsent.svelte'),
  ended: () => import('./screens/ended/Ended.svelte'),
  unsent_change: () => import('./screens/unsent/Change.svelte'),
  more: () => import('./screens/more/More.svelte'),
  copy: () => import('./screens/more/Copy.svelte'),
  unlocking: () => import('./screens/more/Unlocking.svelte'),
  storage: () => import('./screens/more/Storage.svelte'),
  take_in: () => import('./screens/outbox/TakeIn.svelte'),
  sign_in: () => import('./screens/sign_in/SignInAgain.svelte'),
  // warnings, vehicles, reports, visits, referrals
  warning: () => import('./screens/warning/Warning.svelte'),
  warning_page: () => import('./screens/warning/Warning.svelte'),
  check: () => import('./screens/check/Check.svelte'),
  check_warning: () => import('./screens/check/CheckWarning.svelte'),
  map: () => import('./screens/map/MapScreen.svelte'),
  find: () => import('./screens/find/Find.svelte'),
  warning_record: () => import('./screens/warning/WarningRecord.svelte'),
  give: () => import('./screens/warning/Give.svelte'),
  vehicle: () => import('./screens/vehicle/Vehicle.svelte'),
  vehicle_record: () => import('./screens/vehicle/VehicleRecord.svelte'),
  person_record: () => import('./screens/find/PersonRecord.svelte'),
  report: () => import('./screens/report/Report.svelte'),
  visit: () => import('./screens/visit/Visit.svelte'),
  referral: () => import('./screens/referral/Referral.svelte'),
  // supervisor
  queue: () => import('./screens/queue/Queue.svelte'),
  queue_item: () => import('./screens/queue/Queue.svelte'),
  records: () => import('./screens/lists/Records.svelte'),
  // records officer
  erasures: () => import('./screens/erasure/Erasures.svelte'),
  erase: () => import('./screens/erasure/Erase.svelte'),
  // support worker
  inbox: () => import('./screens/agency/Inbox.svelte'),
  inbox_view: () => import('./screens/agency/Inbox.svelte'),
  inbox_referral: () => import('./screens/agency/Inbox.svelte'),
};

/** Folders that are not called like their screen. */
const FOLDERS: readonly (readonly [folder: string, screens: readonly (Screen | 'unknown')[]])[] = [
  ['today', ['today', 'home', 'for_you', 'unknown']],
  ['patrol', ['patrol', 'patrol_start', 'patrol_end', 'note']],
  ['engagement', ['talked', 'wishes', 'child', 'urgent']],
  ['record', ['record', 'edit', 'write']],
  ['unsent', ['unsent', 'unsent_change']],
  ['more', ['more', 'copy', 'storage', 'unlocking']],
  ['outbox', ['take_in']],
  ['warning', ['warning', 'warning_page', 'warning_record', 'give']],
  ['check', ['check', 'check_warning']],
  ['find', ['find', 'person_record']],
  ['vehicle', ['vehicle', 'vehicle_record']],
  ['queue', ['queue', 'queue_item']],
  ['lists', ['records']],
  ['erasure', ['erasures', 'erase']],
  ['agency', ['inbox', 'inbox_view', 'inbox_referral']],
];

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

/** The folder of a screen, where its texts stand. */
export function folderOf(screen: Screen | 'unknown'): string {
  return `screens/${FOLDERS.find(([, screens]) => screens.includes(screen))?.[0] ?? screen}`;
}

export function exists(screen: Screen): boolean {
  return LOADERS[screen] !== undefined;
}
