/** Where the phone says it is: asked for with an end of ours, and never followed. */
import { momentOf } from '../lib/moments';
import type { Position } from '../records/shared_values';

/** What came of asking. `none`: no position in time, or no such thing in this browser. */
export type Asked = { readonly kind: 'fix'; readonly position: Position } | { readonly kind: 'refused' | 'none' };

/** Nothing that an officer does waits longer for it. */
export const WAIT_MS = 6_000;
/** One that is this old still says where somebody on foot is. */
const FRESH_MS = 10_000;
const MICRO = 1_000_000;
const REFUSED = 1;

/** Micro-degrees with the accuracy in metres, from the phone itself. Never rejects, never takes longer than `wait`. */
export function askPosition(wait = WAIT_MS): Promise<Asked> {
  const phone = navigator.geolocation as Geolocation | null | undefined;
  if (phone == null) return Promise.resolve({ kind: 'none' });
  return new Promise((resolve) => {
    // While the question to the person stands, the browser's own timeout does not run.
    setTimeout(() => resolve({ kind: 'none' }), wait);
    phone.getCurrentPosition(
      ({ coords, timestamp }) => resolve({ kind: 'fix', position: positionOf(coords, timestamp) }),
      ({ code }) => resolve({ kind: code === REFUSED ? 'refused' : 'none' }),
      { enableHighAccuracy: true, timeout: wait, maximumAge: FRESH_MS },
    );
  });
}

/** Whether the person has allowed it before, so that asking shows no question. */
export async function isAllowed(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}

function positionOf(coords: GeolocationCoordinates, timestamp: number): Position {
  return {
    latitude: Math.round(coords.latitude * MICRO),
    longitude: Math.round(coords.longitude * MICRO),
    accuracy_metres: Math.ceil(coords.accuracy),
    source: 'phone',
    at: momentOf(timestamp),
  };
}
