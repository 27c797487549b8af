/**
 * *I am here* and *Left*: minutes in a zone, as the two keys tell them.
 *
 * A web app sees no position while the screen sleeps, so minutes are "about" and can be corrected.
 */
import type { Fields, FieldValue, Id, Moment } from '../../api/core';
import { aboutMinutes, type About, type Sign } from './minutes';
import { type Presence, presencesOf } from './stays';

export { type Presence, presencesOf } from './stays';

/** The stay that is still going on; the latest where two phones began one each. */
export function hereNow(patrol: Fields): Presence | null {
  return presencesOf(patrol).filter((each) => each.left_at === null).sort(byBeginning).at(-1) ?? null;
}

/** *I am here*: leaves the place before it, if the other key was forgotten. */
export function arriving(patrol: Fields, zone: Id, now: Moment, element: string, signs: readonly Sign[] = []): Fields {
  return { ...leaving(patrol, now, signs), [`presence/${element}/zone`]: zone, [`presence/${element}/here_at`]: now };
}

/** *Left*: ends the stay and writes down about how long it was. Nothing, when there is no stay. */
export function leaving(patrol: Fields, now: Moment, signs: readonly Sign[] = []): Fields {
  const stay = hereNow(patrol);
  if (stay === null) return {};
  return { [`presence/${stay.element}/left_at`]: now, ...writing(stay.zone, estimated(patrol, stay.zone, now, signs)) };
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

/** At the end of the patrol: every zone in which it was, as far as anything says so. */
export function countingUp(patrol: Fields, zones: readonly Id[], now: Moment, signs: readonly Sign[]): Fields {
  const counted = zones.map((zone) => ({ zone, about: estimated(patrol, zone, now, signs) }));
  return Object.assign({}, ...counted.filter(({ about }) => about.minutes > 0).map(({ zone, about }) => writing(zone, about))) as Fields;
}

/** Of the element that is the zone's own, so that what two phones write about it meets in one place. */
function writing(zone: Id, { minutes, basis }: About): Fields {
  return {
    [`minutes/${zone}/zone`]: zone,
    [`minutes/${zone}/estimated`]: Math.min(DAY_MINUTES, minutes),
    ...(basis === null ? {} : { [`minutes/${zone}/basis`]: basis }),
  };
}

function estimated(patrol: Fields, zone: Id, now: Moment, signs: readonly Sign[]): About {
  const { presence, minutes, started_at } = patrol;
  // What was put right by hand is no estimate: it is passed over.
  const written = elementsOf(minutes).map((each) => ({ ...each, corrected: undefined }));
  return aboutMinutes({ presence, started_at, minutes: written }, zone, now, signs);
}

function elementsOf(list: FieldValue): readonly Fields[] {
  return Array.isArray(list) ? (list as readonly unknown[]).map((each) => (each ?? {}) as Fields) : [];
}

/** A field of a patrol takes no more. */
const DAY_MINUTES = 1440;

function byBeginning(one: Presence, other: Presence): number {
  return Date.parse(one.here_at) - Date.parse(other.here_at);
}
