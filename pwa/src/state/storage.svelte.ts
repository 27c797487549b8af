/** The room that Lantern has on this phone, and whether the browser may take it away: looked at now and then, said in words. */
import { askToKeep, isKept, room, type Room } from '../device/storage';
import { t } from './texts';

const MEGABYTE = 1_000_000;
/** A shift with photographs fits into less. */
const LITTLE = 50 * MEGABYTE;
const NEARLY = 0.9;
const LOOK_EVERY_MS = 10 * 60_000;

class PhoneStorage {
  #kept = $state<boolean | null>(null);
  #room = $state.raw<Room>({ used: null, quota: null });

  constructor() {
    void this.look();
    setInterval(() => void this.look(), LOOK_EVERY_MS);
  }

  /** The browser has promised not to clear it up by itself; null before it has answered. */
  get kept(): boolean | null {
    return this.#kept;
  }

  get room(): Room {
    return this.#room;
  }

  /** Said while there is still time to do something about it. */
  get nearlyFull(): boolean {
    const { used, quota } = this.#room;
    return used !== null && quota !== null && (quota - used < LITTLE || used > quota * NEARLY);
  }

  async look(): Promise<void> {
    [this.#kept, this.#room] = await Promise.all([isKept(), room()]);
  }

  /** After a tap: browsers answer by what they know of the person's use of the app, or ask the person. */
  async ask(): Promise<void> {
    await askToKeep();
    await this.look();
  }
}

export const storage = new PhoneStorage();

/** `1.2 MB`, `under 0.1 MB`, `3.4 GB`. */
export function size(bytes: number): string {
  if (bytes < MEGABYTE / 10) return bytes === 0 ? t.nothing : t.underATenth;
  if (bytes < 1_000 * MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return `${(bytes / (1_000 * MEGABYTE)).toFixed(1)} GB`;
}
