import { describe, expect, it } from 'vitest';
import { plain } from './plain';

/** What a screen's state hands out: looks like the value, and cannot be sent to a worker. */
function watched<Value extends object>(value: Value): Value {
  return new Proxy(value, {});
}

describe('plain', () => {
  it('takes the wrapping off at every depth, so that a worker can take the value', () => {
    const wrapped = watched({ may_know: watched(['name', 'ask']), group: watched({ to: null }), count: 3, left_out: undefined });
    expect(() => structuredClone(wrapped)).toThrow();

    expect(structuredClone(plain(wrapped))).toEqual({ may_know: ['name', 'ask'], group: { to: null }, count: 3, left_out: undefined });
  });

  it('keeps what is no plain object as it is', () => {
    const bytes = new ArrayBuffer(2);

    expect((plain({ bytes }) as { bytes: ArrayBuffer }).bytes).toBe(bytes);
  });
});
