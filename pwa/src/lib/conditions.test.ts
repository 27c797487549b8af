import { describe, expect, it } from 'vitest';
import cases from '../../../tests/vectors/conditions.json';
import { type Condition, evaluate, type Names } from './conditions';

interface Case {
  readonly why: string;
  readonly condition: Condition;
  readonly fields: Names;
  readonly context: Names;
  readonly holds: boolean;
}

describe('a condition holds as the shared vectors say', () => {
  it.each(cases as readonly Case[])('$why', ({ condition, fields, context, holds }) => {
    const answer = evaluate(condition, fields, context);

    expect(answer).toBe(holds);
  });
});
