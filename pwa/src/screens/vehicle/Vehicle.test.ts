import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FINCH, harbour, IDS, NOW } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import { recordText } from '../../api/memory_core';
import Vehicle from './Vehicle.svelte';
import VehicleRecord from './VehicleRecord.svelte';

const CLASHING = '0197f0aa-0000-7000-8000-0000000000c1';
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

describe('a vehicle’s page', () => {
  it('shows both plates of a clash and calls neither confirmed', async () => {
    const side = (change: string, plate: string) => ({
      change, author: FINCH.id, at: NOW, received_at: NOW, value: { plate, from: 'officer_saw' }, in_force: false, saw_other: false, reason: null,
    });
    const clashing = recordText({
      record: CLASHING, type: 'vehicle', stream: 'op/harbour', fields: { reported: 'LH43 RCK', normalised: 'LH43RCK' },
      clashes: [{ field: 'confirmed', values: [side('c1', 'LH43RCK'), side('c2', 'LH43RCX')] }],
    });
    await opened(harbour({}, [clashing]), VehicleRecord, { record: CLASHING });

    expect(screen.getByText('Two plates: both shown, neither confirmed')).toBeTruthy();
    expect(screen.getByText(/LH43 RCK From: Officer saw/)).toBeTruthy();
    expect(screen.getByText(/LH43 RCX From: Officer saw/)).toBeTruthy();
    expect(document.body.textContent).not.toContain('(in force)');
    expect(await accessibility()).toEqual([]);
  });

  it('shows no clash where there is none', async () => {
    await opened(harbour(), VehicleRecord, { record: IDS.vehicle });

    expect(screen.queryByText(/neither confirmed/)).toBeNull();
  });
});
