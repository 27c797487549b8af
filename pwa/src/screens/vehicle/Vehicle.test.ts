import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour, IDS } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import Vehicle from './Vehicle.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000fd';

describe('a vehicle seen', () => {
  it('is saved with its plate and street, linked to nothing by itself', async () => {
    const core = harbour();
    await opened(core, Vehicle, { draft: DRAFT });
    await typed(screen.getByLabelText('Plate'), 'lh43 rch');

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const { rows } = await core.list({ types: ['sighting'], newest_first: true, limit: 1 });
    expect(rows[0]?.fields).toMatchObject({ kind: 'vehicle', plate: 'LH43 RCH', place: { street: 'Ropewalk Street' } });
    expect(rows[0]?.fields['vehicle']).toBeUndefined();
  });

  it('shows the same plate and the near one side by side, and a warning in force', async () => {
    await opened(harbour(), Vehicle, { draft: DRAFT });

    await typed(screen.getByLabelText('Plate'), 'LH43RCH');

    expect(screen.getByText('Same: LH43 RCH')).toBeTruthy();
    expect(screen.getByText('Near: LH4JRCH')).toBeTruthy();
    expect(screen.getByText('Live now')).toBeTruthy();
  });

  it('is linked by the officer’s tap', async () => {
    const core = harbour();
    await opened(core, Vehicle, { draft: DRAFT });
    await typed(screen.getByLabelText('Plate'), 'LH43RCH');
    await pressed(screen.getByRole('button', { name: /Same: LH43 RCH/ }));

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const { rows } = await core.list({ types: ['sighting'], newest_first: true, limit: 1 });
    expect(rows[0]?.fields['vehicle']).toBe(IDS.vehicle);
  });

  it('has nothing for axe', async () => {
    await opened(harbour(), Vehicle, { draft: DRAFT });
    await typed(screen.getByLabelText('Plate'), 'LH43RCH');

    expect(await accessibility()).toEqual([]);
  });
});
