import { describe, expect, it } from 'vitest';
import type { ZoneShape } from '../../map/ground';
import { moved } from '../../map/ground';
import { byDistance, isFar, standing, zoneAt } from './where';

const CORNER = { latitude: 51_900_000, longitude: 1_900_000, accuracy_metres: 10 };

/** A rectangle, its sides in metres from the corner. */
function box(west: number, south: number, east: number, north: number): readonly (readonly number[])[] {
  return [[west, south], [east, south], [east, north], [west, north]].map(([x = 0, y = 0]) => {
    const { longitude, latitude } = moved(CORNER, x, y);
    return [longitude, latitude];
  });
}

const HOT: ZoneShape = { id: 'hot', name: 'Ropewalk hot spot', kind: 'hot_spot', polygons: [[box(200, 0, 350, 150)]] };
const BLOCK: ZoneShape = { id: 'block', name: 'Chandler Row', kind: 'street_block', polygons: [[box(350, 0, 600, 200), box(420, 60, 440, 80)]] };
const WARD: ZoneShape = { id: 'ward', name: 'Fairhaven', kind: 'ward', polygons: [[box(0, -200, 900, 600)]] };
const BARE: ZoneShape = { id: 'bare', name: 'No outline', kind: 'ward', polygons: [] };
const ZONES = [WARD, BLOCK, HOT, BARE];
const at = (x: number, y: number, accuracy_metres = 10): typeof CORNER => ({ ...moved(CORNER, x, y), accuracy_metres });

describe('where a position lies', () => {
  it('is the narrowest zone that holds it, and the wide one in a hole', () => {
    expect(zoneAt(at(300, 60), ZONES)?.id).toBe('hot');
    expect(zoneAt(at(500, 60), ZONES)?.id).toBe('block');
    expect(zoneAt(at(430, 70), ZONES)?.id).toBe('ward');
    expect(zoneAt(at(-50, 0), ZONES)).toBeNull();
    expect(zoneAt(at(300, 60, 400), ZONES)).toBeNull();
  });

  it('is near the border as far as the phone can tell', () => {
    expect(standing(at(300, 60), HOT)).toEqual({ where: 'inside' });
    expect(standing(at(345, 60), HOT)).toEqual({ where: 'near' });
    expect(standing(at(450, 60), HOT)).toEqual({ where: 'away', metres: 100 });
    expect(standing(at(300, 60), BARE)).toBeNull();
  });

  it('is far from the operation at sea, in another town and at zero, and never where nobody drew an outline', () => {
    expect(isFar(at(20_000, 0), ZONES)).toBe(true);
    expect(isFar({ latitude: 0, longitude: 0, accuracy_metres: 5 }, ZONES)).toBe(true);
    expect(isFar(at(2_800, 0), ZONES)).toBe(false);
    expect(isFar(at(20_000, 0, 19_000), ZONES)).toBe(false);
    expect(isFar(at(20_000, 0), [BARE])).toBe(false);
    expect(isFar(at(20_000, 0), [])).toBe(false);
  });

  it('orders zones by how near they are, the narrowest that holds it first', () => {
    expect(byDistance(at(300, 60), ZONES).map((zone) => zone.id)).toEqual(['hot', 'ward', 'block', 'bare']);
    expect(byDistance(at(700, 60), ZONES).map((zone) => zone.id)).toEqual(['ward', 'block', 'hot', 'bare']);
  });
});
