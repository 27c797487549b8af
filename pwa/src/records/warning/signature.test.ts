import { describe, expect, it } from 'vitest';
import { isSigned, Pen, signaturePath, SIGNATURE_BYTES_MAX } from './signature';

describe('a signature', () => {
  it('is kept as integers on a paper 1,000 wide, in time from the first touch', () => {
    const pen = new Pen();

    pen.down(10.4, 20, 5_000.2, 320);
    pen.move(42.1, 31.9, 5_016.9, 320);

    expect(pen.strokes).toEqual([[[33, 63, 0], [132, 100, 17]]]);
  });

  it('begins a new stroke with each touch', () => {
    const pen = new Pen();

    pen.down(0, 0, 0, 1_000);
    pen.move(100, 0, 10, 1_000);
    pen.down(0, 50, 400, 1_000);
    pen.move(100, 50, 410, 1_000);

    expect(signaturePath(pen.strokes)).toBe('M0 0L100 0M0 50L100 50');
  });

  it('is not made by a dot or a slip', () => {
    const pen = new Pen();

    pen.down(10, 10, 0, 320);
    pen.move(12, 10, 5, 320);

    expect(isSigned(pen.strokes)).toBe(false);
    expect(isSigned([])).toBe(false);
  });

  it('never grows past its bound, however long somebody scribbles', () => {
    const pen = new Pen();

    pen.down(0, 0, 0, 320);
    for (let step = 1; step < 20_000; step += 1) pen.move(step % 320, (step * 7) % 90, step * 8, 320);

    expect(JSON.stringify(pen.strokes).length).toBeLessThanOrEqual(SIGNATURE_BYTES_MAX);
    expect(isSigned(pen.strokes)).toBe(true);
  });

  it('is empty again after clearing', () => {
    const pen = new Pen();
    pen.down(0, 0, 0, 320);
    pen.move(100, 0, 9, 320);

    pen.clear();

    expect(pen.strokes).toEqual([]);
  });
});
