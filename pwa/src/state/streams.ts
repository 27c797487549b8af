/** Which stream a new record of a type lives in, for the person at work. */
import type { RecordBrief } from '../records/declaration';
import { streamsOf, type App } from './core.svelte';

/** Null where this person may not create in any: the home's first stream among the grants. */
export function homeStream(app: App, brief: Pick<RecordBrief, 'home'>, operation?: string): string | null {
  if (brief.home === 'ref' || brief.home === 'staff') return app.has(brief.home) ? brief.home : null;
  if (brief.home === 'about') return null;
  const streams = streamsOf(app.status, brief.home);
  if (operation === undefined) return streams[0] ?? null;
  return streams.find((stream) => stream.endsWith(`/${operation}`)) ?? null;
}
