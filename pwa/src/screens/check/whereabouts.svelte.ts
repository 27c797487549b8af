/** Where this phone is while a check is on the screen: followed, never kept. A refusal leaves everything else as it is. */
import type { Position } from '../../records/shared_values';
import { momentOf } from '../../ui/time';

const MICRO = 1_000_000;
const OLD_MS = 10_000;

/** ready: a tap asks. asking: no position yet. known. none: refused, or the phone has none. */
export type Whether = 'ready' | 'asking' | 'known' | 'none';

export class Whereabouts {
  #whether = $state<Whether>('ready');
  #position = $state.raw<Position | null>(null);
  #taken = $state<string | null>(null);
  #watch: { readonly phone: Geolocation; readonly id: number } | null = null;

  /** Made while a component starts: begins by itself only where the officer allowed it before. */
  constructor() {
    $effect(() => {
      void allowedBefore().then((allowed) => {
        if (allowed) this.follow();
      });
      return () => this.#stop();
    });
  }

  get whether(): Whether {
    return this.#whether;
  }

  get position(): Position | null {
    return this.#position;
  }

  /** When the position was taken: local time with its offset. */
  get taken(): string | null {
    return this.#taken;
  }

  /** Asks the phone, and follows it until the screen is left. */
  follow(): void {
    if (this.#whether === 'asking' || this.#whether === 'known') return;
    this.#stop();
    const phone = navigator.geolocation as Geolocation | null | undefined;
    if (phone == null) {
      this.#whether = 'none';
      return;
    }
    this.#whether = 'asking';
    const id = phone.watchPosition(
      (found) => this.#found(found),
      () => this.#lost(),
      { enableHighAccuracy: true, maximumAge: OLD_MS },
    );
    this.#watch = { phone, id };
  }

  #found({ coords, timestamp }: GeolocationPosition): void {
    this.#position = {
      latitude: Math.round(coords.latitude * MICRO),
      longitude: Math.round(coords.longitude * MICRO),
      accuracy_metres: Math.ceil(coords.accuracy),
    };
    this.#taken = momentOf(new Date(timestamp));
    this.#whether = 'known';
  }

  /** A position that is lost says nothing any more: the officer may have walked on. */
  #lost(): void {
    this.#stop();
    this.#position = null;
    this.#whether = 'none';
  }

  #stop(): void {
    this.#watch?.phone.clearWatch(this.#watch.id);
    this.#watch = null;
  }
}

async function allowedBefore(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}
