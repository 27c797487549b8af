/** Where each role begins, and the tabs it has. */
import type { Role } from './api/core';
import { href, type Route, type Screen } from './routes';

interface Tab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

const TABS: Readonly<Record<'patrol' | 'supervisor' | 'support_worker' | 'other', readonly [string, Screen][]>> = {
  patrol: [
    ['Today', 'home'],
    ['Find', 'find'],
    ['More', 'more'],
  ],
  supervisor: [
    ['Queue', 'home'],
    ['Patrol', 'today'],
    ['Find', 'find'],
    ['More', 'more'],
  ],
  support_worker: [
    ['Inbox', 'home'],
    ['More', 'more'],
  ],
  other: [['More', 'more']],
};

/** What `#/` stands for. */
export function homeOf(role: Role | null): Route {
  if (role === 'supervisor') return { screen: 'queue', params: {} };
  if (role === 'support_worker') return { screen: 'inbox', params: {} };
  if (role === 'officer' || role === 'council_officer') return { screen: 'today', params: {} };
  return { screen: 'more', params: {} };
}

/** The tabs of a role, the one of `screen` marked as current. */
export function tabsOf(role: Role | null, screen: Screen | 'unknown'): readonly Tab[] {
  return TABS[groupOf(role)].map(([label, target]) => {
    const stands = target === 'home' ? homeOf(role).screen : target;
    return { label, href: href(target as 'home'), current: stands === screen };
  });
}

/** A screen that a tab leads to: the tabs are drawn on these on a phone. */
export function isTop(screen: Screen | 'unknown'): boolean {
  return ['today', 'queue', 'inbox', 'inbox_view', 'find', 'more'].includes(screen);
}

function groupOf(role: Role | null): keyof typeof TABS {
  if (role === 'officer' || role === 'council_officer') return 'patrol';
  if (role === 'supervisor' || role === 'support_worker') return role;
  return 'other';
}
