/** The phone's position as records hold it; asked for by a tap, and nothing ever waits for it. */
import type { Position } from '../records/shared_values';

const WAIT_MS = 8_000;
const MICRO = 1_000_000;

/** Micro-degrees with the accuracy in metres; null when refused, not there, or too slow. */
export function positionNow(): Promise<Position | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({
          latitude: Math.round(coords.latitude * MICRO),
          longitude: Math.round(coords.longitude * MICRO),
          accuracy_metres: Math.ceil(coords.accuracy),
        }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: WAIT_MS, maximumAge: 10_000 },
    );
  });
}
