/** Where each role begins, and the tabs it has. */
import type { Role } from './api/core';
import { href, type Route, type Screen } from './routes';
import type { IconName } from './ui/icons';
import { t } from './texts';

interface Tab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
  readonly icon: IconName;
}

interface TabDeclared {
  readonly words: () => string;
  readonly icon: IconName;
  readonly address: string;
  /** Whether it leads to where the app is. */
  readonly holds: (route: Route) => boolean;
}

const MORE: TabDeclared = { words: () => t.more, icon: 'more', address: href('more'), holds: at('more') };
const FIND: TabDeclared = { words: () => t.find, icon: 'find', address: href('find'), holds: at('find') };
const MAP: TabDeclared = { words: () => t.map, icon: 'map', address: href('map'), holds: at('map') };

const TABS: Readonly<Record<'patrol' | 'supervisor' | 'support_worker' | 'records_officer' | 'other', readonly TabDeclared[]>> = {
  patrol: [{ words: () => t.today, icon: 'patrol', address: href('home'), holds: at('today') }, FIND, MAP, MORE],
  supervisor: [
    { words: () => t.queue, icon: 'queue', address: href('home'), holds: at('queue', 'queue_item') },
    { words: () => t.records, icon: 'records', address: href('records', { type: 'community_report' }), holds: at('records') },
    FIND,
    { words: () => t.patrol, icon: 'patrol', address: href('today'), holds: at('today') },
    MAP,
    MORE,
  ],
  support_worker: [
    { words: () => t.inbox, icon: 'inbox', address: href('home'), holds: ({ screen, params }) => screen === 'inbox' || params['view'] === 'inbox' },
    { words: () => t.mine, icon: 'mine', address: href('inbox_view', { view: 'mine' }), holds: ({ params }) => params['view'] === 'mine' },
    { words: () => t.done, icon: 'done', address: href('inbox_view', { view: 'done' }), holds: ({ params }) => params['view'] === 'done' },
    MORE,
  ],
  records_officer: [
    { words: () => t.records, icon: 'records', address: href('home'), holds: at('records') },
    { words: () => t.erasures, icon: 'erasures', address: href('erasures'), holds: at('erasures', 'erase') },
    MORE,
  ],
  other: [MORE],
};

function at(...screens: readonly Screen[]): (route: Route) => boolean {
  return ({ screen }) => (screens as readonly string[]).includes(screen);
}

/** What `#/` stands for. */
export function homeOf(role: Role | null): Route {
  if (role === 'supervisor') return { screen: 'queue', params: {} };
  if (role === 'support_worker') return { screen: 'inbox', params: {} };
  if (role === 'officer' || role === 'council_officer') return { screen: 'today', params: {} };
  if (role === 'records_officer') return { screen: 'records', params: {} };
  return { screen: 'more', params: {} };
}

/** The tabs of a role, the one that holds `route` marked as current. */
export function tabsOf(role: Role | null, route: Route): readonly Tab[] {
  return TABS[groupOf(role)].map(({ words, icon, address, holds }) => ({ label: words(), icon, href: address, current: holds(route) }));
}

/** A screen that a tab leads to: the tabs are drawn on these on a phone. */
export function isTop(screen: Screen | 'unknown'): boolean {
  return ['today', 'queue', 'records', 'inbox', 'inbox_view', 'find', 'map', 'erasures', 'more'].includes(screen);
}

function groupOf(role: Role | null): keyof typeof TABS {
  if (role === 'officer' || role === 'council_officer') return 'patrol';
  if (role === 'supervisor' || role === 'support_worker' || role === 'records_officer') return role;
  return 'other';
}
