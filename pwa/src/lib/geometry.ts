/**
 * Whether a position lies in an area, and how far away the area's border is.
 *
 * A position is a pair [longitude, latitude] in integer micro-degrees (WGS 84). An area is the union of its
 * polygons, each a list of rings: the first is its border, the others are holes; a ring may end with its first
 * point again or not. What lies on a border lies inside. Where two polygons touch or overlap, the line between
 * them is no border of the area.
 *
 * For areas of a town: metres are measured on a flat map round the position, which is off by less than half a
 * per cent within 20 km. An area across the 180th meridian or over a pole is not understood.
 * Twin: `sync/geometry.py`; both answer `tests/vectors/geometry.json`.
 */

/** [longitude, latitude], micro-degrees. */
export type Point = readonly number[];
export type Ring = readonly Point[];
export type Polygon = readonly Ring[];

/** In a micro-degree of latitude; the IUGG's mean Earth radius. */
export const METRES = (6_371_008.8 * Math.PI) / 180 / 1_000_000;

/** Micro-degrees, about 5 mm: how far beside a line both its sides are looked at. */
const ASIDE = 0.05;

interface XY {
  readonly x: number;
  readonly y: number;
}

interface Edge {
  readonly from: XY;
  readonly to: XY;
}

/** Whether a position lies inside the area or on its border. False for an area without polygons. */
export function contains(polygons: readonly Polygon[], position: Point): boolean {
  return inside(polygons, xy(position));
}

/**
 * Metres from a position to the nearest border of the area, outer or of a hole, on either side of it. Never
 * negative; null for an area that has no border because it has no surface.
 */
export function borderMetres(polygons: readonly Polygon[], position: Point): number | null {
  const at = xy(position);
  const edges = polygons.flatMap((polygon) => polygon.flatMap(edgesOf));
  const far = edges.map((edge) => ({ edge, metres: metresTo(edge, at) })).sort((one, other) => one.metres - other.metres);
  let nearest: number | null = null;
  for (const { edge, metres } of far) {
    if (nearest !== null && metres >= nearest) break;
    for (const piece of piecesOf(edge, edges)) {
      if (isBorder(piece, polygons)) nearest = Math.min(nearest ?? Infinity, metresTo(piece, at));
    }
  }
  return nearest;
}

function inside(polygons: readonly Polygon[], at: XY): boolean {
  return polygons.some(([border, ...holes]) => border !== undefined && sideOf(border, at) >= 0 && !holes.some((hole) => sideOf(hole, at) > 0));
}

/** 1 inside a ring, 0 on its line, -1 outside. */
function sideOf(ring: Ring, at: XY): number {
  let odd = false;
  for (const { from, to } of edgesOf(ring)) {
    const turn = (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x);
    if (turn === 0 && between(at.x, from.x, to.x) && between(at.y, from.y, to.y)) return 0;
    if (from.y > at.y !== to.y > at.y && turn > 0 === to.y > from.y) odd = !odd;
  }
  return odd ? 1 : -1;
}

function between(value: number, one: number, other: number): boolean {
  return Math.min(one, other) <= value && value <= Math.max(one, other);
}

function edgesOf(ring: Ring): readonly Edge[] {
  return ring.flatMap((point, index) => {
    const edge = { from: xy(ring.at(index - 1) ?? point), to: xy(point) };
    return edge.from.x === edge.to.x && edge.from.y === edge.to.y ? [] : [edge];
  });
}

/** From a position to the nearest point of a line. */
function metresTo({ from, to }: Edge, at: XY): number {
  const east = METRES * Math.cos(((at.y / 1_000_000) * Math.PI) / 180);
  const [ax, ay] = [(from.x - at.x) * east, (from.y - at.y) * METRES];
  const [bx, by] = [(to.x - at.x) * east, (to.y - at.y) * METRES];
  const length = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
  const along = Math.min(1, Math.max(0, length === 0 ? 0 : -(ax * (bx - ax) + ay * (by - ay)) / length));
  const [x, y] = [ax + along * (bx - ax), ay + along * (by - ay)];
  return Math.sqrt(x * x + y * y);
}

/** A line cut wherever another one crosses or touches it: each piece has one thing on each side. */
function piecesOf(edge: Edge, edges: readonly Edge[]): readonly Edge[] {
  const { from, to } = edge;
  const cuts = edges.flatMap((other) => cutsOf(edge, other)).filter((cut) => cut > 0 && cut < 1);
  const points = [...new Set([0, 1, ...cuts])]
    .sort((one, other) => one - other)
    .map((cut) => ({ x: from.x + cut * (to.x - from.x), y: from.y + cut * (to.y - from.y) }));
  return points.flatMap((point, index) => {
    const next = points[index + 1];
    return next === undefined ? [] : [{ from: point, to: next }];
  });
}

/** Where along a line, 0 to 1, another one meets it. */
function cutsOf({ from: a, to: b }: Edge, { from: c, to: d }: Edge): readonly number[] {
  const across = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  const turn = (c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x);
  if (across !== 0) {
    const met = turn / across;
    return met >= 0 && met <= 1 ? [((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / across] : [];
  }
  if (turn !== 0) return [];
  const length = (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y);
  return [c, d].map((end) => ((end.x - a.x) * (b.x - a.x) + (end.y - a.y) * (b.y - a.y)) / length);
}

/** Whether the area lies on one side of a piece and not on the other. */
function isBorder({ from, to }: Edge, polygons: readonly Polygon[]): boolean {
  const length = Math.sqrt((to.x - from.x) * (to.x - from.x) + (to.y - from.y) * (to.y - from.y));
  if (length === 0) return false;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const [right, up] = [(ASIDE * (to.y - from.y)) / length, (ASIDE * (from.x - to.x)) / length];
  return inside(polygons, { x: x + right, y: y + up }) !== inside(polygons, { x: x - right, y: y - up });
}

function xy(point: Point): XY {
  return { x: point[0] ?? 0, y: point[1] ?? 0 };
}
