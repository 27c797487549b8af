import { screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { harbour, IDS } from '../../../tests/harbour';
import { opened, pressed, typed } from '../../../tests/opened';
import Write from './Write.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000f7';

it('shows who could be the same as a new person, and keeps what was typed when they are opened', async () => {
  const core = harbour();
  await opened(core, Write, { type: 'person', draft: DRAFT });

  await typed(screen.getByLabelText(/^Name/), 'Ifor Roche');
  expect(screen.getByText('Could be the same')).toBeTruthy();
  await pressed(screen.getByRole('button', { name: /Ivor Roach/ }));

  expect(window.location.hash).toContain(IDS.person);
  expect((await core.draft(DRAFT))?.values['name']).toBe('Ifor Roche');
});
