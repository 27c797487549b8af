/**
 * *I am here* and *Left*: minutes in a zone, as the two keys tell them.
 *
 * A web app sees no position while the screen sleeps, so minutes are "about" and can be corrected.
 */
import type { Fields, FieldValue, Id, Moment } from '../../api/core';

export interface Presence {
  readonly element: string;
  readonly zone: Id;
  readonly here_at: Moment;
  readonly left_at: Moment | null;
}

/** Stays that both keys bound, and one that only began; elements of another form are left out. */
export function presencesOf(patrol: Fields): readonly Presence[] {
  const list: readonly unknown[] = Array.isArray(patrol['presence']) ? patrol['presence'] : [];
  return list.flatMap((each) => {
    const { element, zone, here_at, left_at } = (each ?? {}) as Record<string, unknown>;
    if (typeof element !== 'string' || typeof zone !== 'string' || typeof here_at !== 'string') return [];
    return [{ element, zone, here_at, left_at: typeof left_at === 'string' ? left_at : null }];
  });
}

/** The stay that is still going on; the latest where two phones began one each. */
export function hereNow(patrol: Fields): Presence | null {
  return presencesOf(patrol).filter((each) => each.left_at === null).sort(byBeginning).at(-1) ?? null;
}

/** About how many minutes in the zone up to `now`, over all stays; corrected minutes count instead. */
export function minutesIn(patrol: Fields, zone: Id, now: Moment): number {
  const corrected = correctedIn(patrol, zone);
  if (corrected !== null) return corrected;
  const milliseconds = presencesOf(patrol)
    .filter((each) => each.zone === zone)
    .map((each) => Math.max(0, Date.parse(each.left_at ?? now) - Date.parse(each.here_at)));
  return Math.round(milliseconds.reduce((sum, each) => sum + each, 0) / 60_000);
}

/** *I am here*: leaves the place before it, if the other key was forgotten. */
export function arriving(patrol: Fields, zone: Id, now: Moment, element: string): Fields {
  return { ...leaving(patrol, now), [`presence/${element}/zone`]: zone, [`presence/${element}/here_at`]: now };
}

/** *Left*: ends the stay and writes down about how long it was. Nothing, when there is no stay. */
export function leaving(patrol: Fields, now: Moment): Fields {
  const stay = hereNow(patrol);
  if (stay === null) return {};
  return {
    [`presence/${stay.element}/left_at`]: now,
    [`minutes/${stay.zone}/zone`]: stay.zone,
    [`minutes/${stay.zone}/estimated`]: Math.min(1440, estimated(patrol, stay.zone, now)),
  };
}

/**
 * What takes a press of a key back: every part that it wrote as it stood `before`, a stay that it began gone.
 *
 * Minutes keep their zone: their element is the zone's id, and one that is removed would not come back.
 */
export function takingBack(before: Fields, written: Fields): Fields {
  const back = Object.entries(written).map(([path, value]): readonly [string, FieldValue] => {
    const [field = '', element = '', part = ''] = path.split('/');
    const held = elementOf(before[field], element);
    if (held === undefined && field === 'presence') return [`${field}/${element}/removed`, true];
    return [path, held?.[part] ?? (part === 'zone' ? value : null)];
  });
  return Object.fromEntries(back);
}

function elementOf(list: FieldValue, element: string): Fields | undefined {
  const elements: readonly unknown[] = Array.isArray(list) ? list : [];
  return elements.map((each) => (each ?? {}) as Fields).find((each) => each['element'] === element);
}

function estimated(patrol: Fields, zone: Id, now: Moment): number {
  return minutesIn({ presence: patrol['presence'] }, zone, now);
}

function correctedIn(patrol: Fields, zone: Id): number | null {
  const list: readonly unknown[] = Array.isArray(patrol['minutes']) ? patrol['minutes'] : [];
  const found = list.map((each) => (each ?? {}) as Record<string, unknown>).find((each) => each['zone'] === zone);
  return typeof found?.['corrected'] === 'number' ? found['corrected'] : null;
}

function byBeginning(one: Presence, other: Presence): number {
  return Date.parse(one.here_at) - Date.parse(other.here_at);
}
