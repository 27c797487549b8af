/**
 * A signature kept as strokes: `[[[x, y, ms], ...], ...]`, integers, under 64 KiB as JSON.
 *
 * x and y are in units of a paper 1,000 wide; ms counts from the first touch. Only strokes are kept:
 * they show a hand that wrote, and a picture would be larger and prove less.
 */

export type Point = readonly [x: number, y: number, ms: number];
export type Strokes = readonly (readonly Point[])[];

/** Width of the paper that points are scaled to. */
export const PAPER_WIDTH = 1_000;
/** Bytes of JSON that a signature may fill; a change holds 64 KiB in all, and its other fields need room. */
export const SIGNATURE_BYTES_MAX = 40_000;
/** Points nearer than this to the one before add nothing that an eye would see. */
const STEP_MIN = 4;

/** A pen that listens to positions in CSS pixels of a pad `width` wide. */
export class Pen {
  #strokes: Point[][] = [];
  #began: number | null = null;
  #bytes = 2;

  /** Begins a stroke. `ms` is any clock that only runs forward. */
  down(x: number, y: number, ms: number, width: number): void {
    this.#began ??= ms;
    this.#strokes.push([]);
    this.#add(x, y, ms, width);
  }

  move(x: number, y: number, ms: number, width: number): void {
    if (this.#strokes.length > 0) this.#add(x, y, ms, width);
  }

  clear(): void {
    this.#strokes = [];
    this.#began = null;
    this.#bytes = 2;
  }

  /** Strokes with at least one point; a tap alone is a dot and counts as no signature. */
  get strokes(): Strokes {
    return this.#strokes.map((stroke) => [...stroke]);
  }

  #add(x: number, y: number, ms: number, width: number): void {
    const stroke = this.#strokes.at(-1);
    if (stroke === undefined || width <= 0) return;
    const scale = PAPER_WIDTH / width;
    const point: Point = [Math.round(x * scale), Math.round(y * scale), Math.round(ms - (this.#began ?? ms))];
    const last = stroke.at(-1);
    if (last !== undefined && Math.hypot(point[0] - last[0], point[1] - last[1]) < STEP_MIN) return;
    const bytes = JSON.stringify(point).length + 3;
    if (this.#bytes + bytes > SIGNATURE_BYTES_MAX) return;
    this.#bytes += bytes;
    stroke.push(point);
  }
}

/** Whether somebody wrote: a line of some length, not a dot or a slip of the thumb. */
export function isSigned(strokes: Strokes): boolean {
  return strokes.reduce((total, stroke) => total + strokeLength(stroke), 0) >= PAPER_WIDTH / 10;
}

/** The `d` of an SVG path that draws the strokes. */
export function signaturePath(strokes: Strokes): string {
  return strokes
    .filter((stroke) => stroke.length > 0)
    .map((stroke) => stroke.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''))
    .join('');
}

function strokeLength(stroke: readonly Point[]): number {
  let length = 0;
  for (let index = 1; index < stroke.length; index += 1) {
    const [from, to] = [stroke[index - 1], stroke[index]];
    if (from !== undefined && to !== undefined) length += Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
  return length;
}
