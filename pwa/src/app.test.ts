import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { FINCH, harbour } from '../tests/harbour';
import { accessibility, pressed, settled, typed } from '../tests/opened';
import type { MemoryCore } from './api/memory_core';
import type { Phase, Role } from './api/core';
import App from './App.svelte';

async function started(core: MemoryCore): Promise<void> {
  render(App, { core, status: await core.status() });
  await settled();
}

function at(phase: Phase): MemoryCore {
  return harbour({ phase });
}

async function digits(pin: string): Promise<void> {
  for (const digit of pin) screen.getByRole('button', { name: digit }).click();
  await settled();
}

beforeEach(() => {
  window.location.hash = '';
});

describe('the app by phase', () => {
  it('leads from signing in over a PIN entered twice to Today', async () => {
    await started(at('new'));
    expect(await accessibility()).toEqual([]);

    await typed(screen.getByRole('textbox', { name: 'User name' }), 'finch');
    await pressed(screen.getByRole('button', { name: 'Sign in' }));
    await digits('135790');
    expect(screen.getByText('Once more, so that it is the one you meant.')).toBeTruthy();
    await digits('135790');

    expect(await screen.findByRole('button', { name: 'Met someone' }, { timeout: 5000 })).toBeTruthy();
  });

  it('refuses a PIN that anybody would try first, and two that differ', async () => {
    await started(at('signed_in'));

    await digits('111111');
    expect(screen.getByRole('status').textContent).toContain('guessed at once');
    await digits('123456');
    expect(screen.getByRole('status').textContent).toContain('guessed at once');
    await digits('135790');
    await digits('135791');
    expect(screen.getByRole('status').textContent).toContain('not the same');
  });

  it('unlocks with the PIN and says how many tries are left with a wrong one', async () => {
    await started(at('locked'));
    expect(await accessibility()).toEqual([]);

    await digits('000001');
    expect(screen.getByText('This is not the PIN.')).toBeTruthy();
    await digits('135790');

    expect(await screen.findByRole('button', { name: 'Met someone' }, { timeout: 5000 })).toBeTruthy();
  });

  it('locks from every screen by the key on top, and keeps the draft first', async () => {
    window.location.hash = '#/note/0197f0aa-0000-7000-8000-0000000000d9';
    const core = at('open');
    await started(core);

    await typed(await screen.findByRole('textbox', { name: /In words/ }, { timeout: 5000 }), 'Half a note');
    await pressed(screen.getByRole('button', { name: 'Lock' }));

    expect(screen.getByRole('heading', { name: /Locked/ })).toBeTruthy();
    expect((await core.drafts())[0]?.values).toMatchObject({ words: 'Half a note' });
    expect(document.body.textContent).not.toContain('Half a note');
  });

  it('says what becomes of unsent work on a phone that was ended', async () => {
    await started(at('revoked'));

    expect(screen.getByRole('heading', { name: 'This phone has been ended' })).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });

  it.each<[Role, readonly string[]]>([
    ['officer', ['Today', 'Find', 'Map', 'More']],
    ['supervisor', ['Queue', 'Records', 'Find', 'Patrol', 'Map', 'More']],
    ['support_worker', ['Inbox', 'Mine', 'Done', 'More']],
  ])('gives a %s their own tabs', async (role, tabs) => {
    await started(harbour({ person: { ...FINCH, role } }));

    await screen.findByRole('navigation', { name: 'Main' }, { timeout: 4000 });
    const links = [...document.querySelectorAll('nav[aria-label="Main"] a')].map((link) => link.textContent.trim());
    expect(links).toEqual(tabs);
  });

  it('says so at an address that nobody made', async () => {
    window.location.hash = '#/nowhere';
    await started(at('open'));

    expect(screen.getByText('There is no page at this address.')).toBeTruthy();
  });
});

describe('Undo', () => {
  it('takes back what the last tap wrote', async () => {
    const core = at('open');
    await started(core);

    await pressed(await screen.findByRole('button', { name: 'Nothing seen' }, { timeout: 5000 }));
    const record = (await core.pending())[0]?.record ?? '';
    await pressed(screen.getByRole('button', { name: 'Undo' }));

    expect((await core.record(record))?.fields['voided']).toEqual({ reason: 'undone' });
  });
});
