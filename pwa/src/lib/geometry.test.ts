import { describe, expect, it } from 'vitest';
import cases from '../../../tests/vectors/geometry.json';
import { borderMetres, contains, type Polygon } from './geometry';

interface Case {
  readonly why: string;
  readonly polygons: readonly Polygon[];
  readonly position: readonly number[];
  readonly inside: boolean;
  readonly metres: number | null;
}

describe('a position lies where the shared vectors say', () => {
  it.each(cases as readonly Case[])('$why', ({ polygons, position, inside, metres }) => {
    const found = borderMetres(polygons, position);

    expect(contains(polygons, position)).toBe(inside);
    expect(found === null).toBe(metres === null);
    expect(Math.abs((found ?? 0) - (metres ?? 0))).toBeLessThan(0.01);
  });
});
