import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { recordText } from '../../api/memory_core';
import { FINCH, harbour, IDS } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import VehicleRecord from '../vehicle/VehicleRecord.svelte';
import Find from './Find.svelte';
import PersonRecord from './PersonRecord.svelte';

const LABEL = 'Name, alias, plate or description';

function returned(): ReturnType<typeof recordText>[] {
  const warning = recordText({ type: 'warning', stream: 'op/harbour', fields: { reference: 'H-7K-0412', submitted: '2026-11-20T22:00:00+00:00' } });
  const author = { author: FINCH.id, at: '2026-11-20T22:00:00+00:00', received_at: '2026-11-20T22:05:00.000Z' };
  const decision = recordText({
    type: 'decision',
    stream: 'op/harbour',
    fields: { about: warning.record, about_change: warning.last_change, kind: 'return', field: 'evidence', comment: 'Add the source of the report.' },
  });
  return [{ ...warning, created: { ...author, install_code: '7K' } }, decision];
}

describe('finding', () => {
  it('finds a person with the warning that stands against them', async () => {
    await opened(harbour(), Find, {});

    await typed(screen.getByLabelText(LABEL), 'roach');

    expect(screen.getAllByText('Ivor Roach').length).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: /^Warning H-7K-0398 ?In force to 12 Mar 2027/ })).toBeTruthy();
  });

  it('finds people supported by a name they gave, and not by two letters', async () => {
    await opened(harbour(), Find, {});

    await typed(screen.getByLabelText(LABEL), 'Ju');
    expect(screen.queryByText('Juniper')).toBeNull();
    await typed(screen.getByLabelText(LABEL), 'Juniper');

    expect(screen.getByText('Juniper')).toBeTruthy();
  });

  it('hides people supported from those who do not read the care stream', async () => {
    const grants = [{ stream: 'op/harbour', mode: 'read', version: 1 }, { stream: 'care/harbour', mode: 'create', version: 1 }] as const;
    await opened(harbour({ grants }), Find, {});

    await typed(screen.getByLabelText(LABEL), 'Juniper');

    expect(screen.queryByText('Juniper')).toBeNull();
  });

  it('lists returned warnings and opens them at the field that was named', async () => {
    window.location.hash = '';
    await opened(harbour({}, returned()), Find, {});

    await pressed(screen.getByRole('button', { name: /H-7K-0412/ }));

    expect(document.body.textContent).toContain('Add the source of the report.');
    expect(window.location.hash).toMatch(/^#\/warning\/.*\/happened$/);
  });

  it('has nothing for axe', async () => {
    await opened(harbour({}, returned()), Find, {});
    await typed(screen.getByLabelText(LABEL), 'LH4? RCH');

    expect(await accessibility()).toEqual([]);
  });
});

describe('the page of a vehicle', () => {
  it('shows its warnings and what was reported of exactly its plate', async () => {
    await opened(harbour(), VehicleRecord, { record: IDS.vehicle });

    expect(screen.getByText('Reported and seen (4)')).toBeTruthy();
    expect(screen.getByText('Warnings (1)')).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });

  it('shows nothing of a near plate as its own', async () => {
    await opened(harbour(), VehicleRecord, { record: IDS.near });

    expect(screen.queryByText(/Reported and seen/)).toBeNull();
    expect(screen.getByText(/The plate is not confirmed/)).toBeTruthy();
  });
});

describe('the page of a person', () => {
  it('shows their warnings', async () => {
    await opened(harbour(), PersonRecord, { record: IDS.person });

    expect(screen.getByText('Warnings (1)')).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });
});
