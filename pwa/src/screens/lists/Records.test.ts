import { render, screen } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { DESK, kestrelsDesk } from '../../../tests/harbour_desk';
import Within from '../../../tests/Within.svelte';
import { listedOr, listsOf } from './listed';
import Records from './Records.svelte';

async function opened(type: string): Promise<HTMLElement> {
  const core = kestrelsDesk();
  const { container } = render(Within, { core, status: await core.status(), screen: Records as never, params: { type } });
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((done) => setTimeout(done, 10));
    await tick();
  }
  return container;
}

it('shows each warning with its computed state', async () => {
  const container = await opened('warning');

  const row = container.querySelector(`a[href$="${DESK.harmless}"]`);
  expect(row?.textContent).toContain('With supervisor');
  expect(screen.getByText(/in all/)).toBeTruthy();
});

it('draws no list of people supported, whatever the address says', () => {
  expect(listsOf('supervisor')).not.toContain('person_supported');
  expect(listedOr('person_supported', 'supervisor')).toBe('community_report');
});

it('offers a records officer the settings of law, and nothing of the operation', () => {
  expect(listsOf('records_officer')).toEqual(['legal_setting', 'agency', 'staff']);
  expect(listedOr('warning', 'records_officer')).toBe('legal_setting');
});

it('has nothing for axe to find', async () => {
  const { violations } = await axe.run(await opened('person'), { rules: { 'color-contrast': { enabled: false } } });

  expect(violations.map((each) => each.id)).toEqual([]);
});
