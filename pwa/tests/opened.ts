/** Opens a screen over a core in memory and waits until it has come to rest. */
import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick, type Component } from 'svelte';
import type { Core } from '../src/api/core';
import Within from './Within.svelte';

const TURNS = 12;
const TURN_MS = 15;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Each screen has parts of its own.
export async function opened(core: Core, screen: Component<any>, params: Readonly<Record<string, string>>): Promise<void> {
  render(Within, { core, status: await core.status(), screen, params });
  await settled();
}

/** Lets promises of the memory core and the effects after them come to rest. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((done) => setTimeout(done, TURN_MS));
    await tick();
  }
}

/** What axe finds in the document; contrast and landmarks are looked at in a real browser. */
export async function accessibility(): Promise<readonly string[]> {
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`);
}

/** Types into the field of a label. */
export async function typed(field: HTMLElement, text: string): Promise<void> {
  const input = field as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

export async function pressed(key: HTMLElement): Promise<void> {
  key.click();
  await settled();
}
