import { describe, expect, it } from 'vitest';
import vectors from '../../../../tests/vectors/minutes.json';
import { aboutMinutes } from './minutes';

describe('about-minutes are counted as the shared vectors say', () => {
  it.each(vectors.cases.map((each) => [each.name, each] as const))('%s', (_, { patrol, zone, now, signs, minutes, basis }) => {
    const found = aboutMinutes(patrol, zone, now, signs.map((sign) => ({ at: Date.parse(sign.at), zone: sign.zone })));

    expect(found).toEqual({ minutes, basis });
  });
});
