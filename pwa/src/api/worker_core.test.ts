import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serve } from '../vault/serve';
import type { Core, CoreEvent, Outcome, Saved } from './core';
import { MemoryCore, recordText } from './memory_core';
import { coreOver } from './worker_core';

/** A core that also hears of visibility, as the worker's does. */
class Served extends MemoryCore {
  readonly hidden: boolean[] = [];
  touches = 0;

  visibility(hidden: boolean): void {
    this.hidden.push(hidden);
  }

  override touched(): void {
    this.touches += 1;
  }

  override record(): Promise<never> {
    return Promise.reject(Object.assign(new Error('words of a record'), { code: 'not_open' }));
  }
}

let lines: MessageChannel;
let served: Served;
let core: Core;

beforeEach(() => {
  lines = new MessageChannel();
  served = new Served({ records: [recordText({ type: 'vehicle', stream: 'op/harbour', fields: { make: 'Corrin' } })] });
  serve(served, lines.port2);
  core = coreOver(lines.port1);
  lines.port1.start();
  lines.port2.start();
});

afterEach(() => {
  lines.port1.close();
  lines.port2.close();
});

function value(outcome: Outcome<Saved>): Saved {
  if (!outcome.ok) throw new Error('it went wrong');
  return outcome.value;
}

describe('the core behind a line', () => {
  it('answers each call with what the worker’s core said', async () => {
    const [status, list] = await Promise.all([core.status(), core.list({ types: ['vehicle'] })]);

    expect(status.phase).toBe('open');
    expect(list.rows[0]?.fields).toEqual({ make: 'Corrin' });
  });

  it('hears events until it stops listening', async () => {
    const heard: CoreEvent['kind'][] = [];
    const stop = core.subscribe((event) => heard.push(event.kind));
    value(await core.save({ type: 'vehicle', record: null, stream: 'op/harbour', set: { make: 'Estate' } }));
    await vi.waitFor(() => expect(heard).toHaveLength(2));
    stop();
    await core.lock();

    expect(heard.sort()).toEqual(['records', 'status']);
  });

  it('answers a save before it says which lists to ask again', async () => {
    const heard: string[] = [];
    core.subscribe((event) => heard.push(event.kind));
    await core.save({ type: 'vehicle', record: null, stream: 'op/harbour', set: { make: 'Estate' } }).then(() => heard.push('answer'));
    await vi.waitFor(() => expect(heard).toContain('records'));

    expect(heard.indexOf('answer')).toBeLessThan(heard.indexOf('records'));
  });

  it('fails with a code and no word of a record', async () => {
    const failure = core.record('11111111-1111-4111-8111-111111111111');

    await expect(failure).rejects.toMatchObject({ code: 'not_open' });
    await expect(failure).rejects.not.toThrow('words of a record');
  });

  it('passes touches on and ignores messages of another form', async () => {
    lines.port1.postMessage({ kind: 'call', call: 1, method: 'constructor', arguments: [] });
    lines.port1.postMessage('nonsense');
    core.touched();
    await core.status();

    expect(served.touches).toBe(1);
  });
});
