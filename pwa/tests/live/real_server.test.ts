import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import kept from './kept_plans.json';
import { type Plan, plans } from './plan';
import { Shift } from './shift';
import { ToldServer } from './told_server';

/** So many plans, or as many as there are seconds for. */
const PLANS = Number(env['LANTERN_PLANS'] ?? 0);
const SECONDS = PLANS > 0 ? 6 * 3600 : Number(env['LANTERN_PLANS_SECONDS'] ?? 40);
const SEED = Number(env['LANTERN_SEED'] ?? Math.floor(Math.random() * 0x7fffffff));
/** A plan that failed is left here; one that shows a fault of the app goes into `kept_plans.json` for ever. */
const FAILED = resolve(import.meta.dirname, '../../../.cache/failed_plan.json');

let server: ToldServer;

beforeAll(async () => {
  server = await ToldServer.start();
}, 60_000);

afterAll(() => server.stop(), 30_000);

describe('the core against the real server', () => {
  it('loses nothing, is never ahead of its rows and comes to rest, whatever happens', { timeout: (SECONDS + 60) * 1_000 }, async () => {
    let lived = 0;
    let last = Promise.resolve();
    const property = fc.asyncProperty(plans, async (plan) => {
      lived += 1;
      last = Shift.live(server, plan).catch((error: unknown) => {
        process.stdout.write(`after ${lived} plans of seed ${SEED}: ${String(error)}\n`);
        writeFileSync(FAILED, JSON.stringify(plan));
        throw error;
      });
      await last;
    });
    const done = await fc.check(property, {
      seed: SEED,
      numRuns: PLANS > 0 ? PLANS : 100_000,
      interruptAfterTimeLimit: SECONDS * 1_000,
      markInterruptAsFailure: false,
      // A seed that is given is one that failed: then it is worth the time to find a smaller plan.
      endOnFailure: env['LANTERN_SEED'] === undefined,
    });
    // When the time is over fast-check waits no longer for a plan that is under way: it shall end, and hold, before the server does.
    await last.catch((error: unknown) => {
      if (!done.failed) throw error;
    });
    process.stdout.write(`${lived} plans lived through, seed ${SEED}\n`);

    expect(done.failed ? { seed: done.seed, path: done.counterexamplePath, plan: done.counterexample, why: String(done.errorInstance) } : null).toBeNull();
    expect(lived).toBeGreaterThan(PLANS > 0 ? PLANS - 1 : 2);
  });

  it.each((kept as unknown as { readonly why: string; readonly plan: Plan }[]).map((each) => [each.why, each.plan] as const))(
    'lives through what failed once: %s',
    { timeout: 60_000 },
    async (_why, plan) => {
      await expect(Shift.live(server, plan)).resolves.toBeUndefined();
    },
  );
});
