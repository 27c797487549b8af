/** Where the phone says it is: asked for with an end of ours, or followed while a screen is open. The one reader of it. */
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

/**
 * Tells every new position until the function that comes back is called. `lost` is called once, when there is none any
 * more or never was one: nothing follows after it.
 */
export function followPosition(found: (position: Position) => void, lost: () => void): () => void {
  const phone = navigator.geolocation as Geolocation | null | undefined;
  if (phone == null) {
    lost();
    return () => undefined;
  }
  let watch: number | null = null;
  const stop = (): void => {
    if (watch !== null) phone.clearWatch(watch);
  };
  watch = phone.watchPosition(
    ({ coords, timestamp }) => found(positionOf(coords, timestamp)),
    () => {
      stop();
      lost();
    },
    { enableHighAccuracy: true, maximumAge: FRESH_MS },
  );
  return stop;
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
