import { describe, expect, it } from 'vitest';
import vectors from '../../../../tests/vectors/exclusion.json';
import { exclusion, type AnswerWord, type Here } from './exclusion';

type Values = Readonly<Record<string, unknown>>;

interface Case {
  readonly why: string;
  readonly warning: string;
  readonly at: string;
  readonly here: Here;
  readonly answer: AnswerWord;
  readonly by: string | null;
  /** Rounded. */
  readonly metres: number | null;
  readonly exceptions: readonly string[];
}

const { zones, warnings, cases } = vectors as unknown as {
  readonly zones: Readonly<Record<string, Values>>;
  readonly warnings: Readonly<Record<string, Values>>;
  readonly cases: readonly Case[];
};

describe('a check in the street answers as the shared vectors say', () => {
  it.each(cases)('$why', ({ warning, at, here, answer, by, metres, exceptions }) => {
    const found = exclusion(warnings[warning] ?? {}, zones, here, at);

    expect({ ...found, metres: found.metres === null ? null : Math.round(found.metres) }).toEqual({ answer, by, metres, exceptions });
  });
});
