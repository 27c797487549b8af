import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour, IDS } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import Visit from './Visit.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000fb';
const BUILDING = { premises: IDS.premises, happened_at: '2026-11-22T15:00:00+00:00', why: 'report' };

async function begun(values: Record<string, unknown>): Promise<ReturnType<typeof harbour>> {
  const core = harbour();
  await core.save_draft({ draft: DRAFT, type: 'premises_visit', record: null, stream: 'op/harbour', route: '#/', title: '', values });
  await opened(core, Visit, { draft: DRAFT });
  return core;
}

describe('a home visit', () => {
  it('asks who is vulnerable before what was found', async () => {
    await begun({ ...BUILDING, access: 'let_in' });

    await pressed(screen.getByRole('button', { name: 'Next' }));

    expect(screen.getByRole('heading', { name: 'Who is vulnerable here?' })).toBeTruthy();
    expect(screen.queryByText('Signs inside')).toBeNull();
  });

  it('keeps the building and its people as two records in one save', async () => {
    const people = { seen_alone: 'yes', rating: 'amber', rating_why: 'Guarded', name_used: 'Clover' };
    const core = await begun({ ...BUILDING, access: 'let_in', $occupier: people });
    await pressed(screen.getByRole('button', { name: '4 Outcome' }));

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const visit = (await core.list({ types: ['premises_visit'] })).rows[0];
    const occupier = (await core.list({ types: ['occupier_visit'] })).rows[0];
    expect(JSON.stringify(visit?.fields)).not.toContain('Clover');
    expect(occupier?.stream).toBe('care/harbour');
    expect(occupier?.fields).toMatchObject({ visit: visit?.record, premises: IDS.premises, rating: 'amber' });
  });

  it('finds the occupier by a name they gave, and lists nobody before that', async () => {
    const core = await begun({ ...BUILDING, access: 'let_in', $occupier: { seen_alone: 'yes', rating: 'amber', rating_why: 'Guarded' } });
    await pressed(screen.getByRole('button', { name: '2 Who is vulnerable here?' }));
    expect(document.body.textContent).not.toContain('Juniper');

    await typed(screen.getByRole('searchbox', { name: 'Occupier' }), 'ju');
    expect(screen.queryByRole('button', { name: 'Juniper' })).toBeNull();
    await typed(screen.getByRole('searchbox', { name: 'Occupier' }), 'juniper');
    await pressed(screen.getByRole('button', { name: 'Juniper' }));
    expect(screen.getByRole('button', { name: 'Take away Juniper' })).toBeTruthy();
    await pressed(screen.getByRole('button', { name: '4 Outcome' }));
    await pressed(screen.getByRole('button', { name: 'Save' }));

    const occupier = (await core.list({ types: ['occupier_visit'] })).rows[0];
    expect(occupier?.fields['occupier']).toBe(IDS.supported);
  });

  it('asks nothing about people where nobody answered the door', async () => {
    const core = await begun({ ...BUILDING, access: 'no_reply' });
    await pressed(screen.getByRole('button', { name: '4 Outcome' }));

    await pressed(screen.getByRole('button', { name: 'Save' }));

    expect((await core.list({ types: ['premises_visit'] })).total).toBe(1);
    expect((await core.list({ types: ['occupier_visit'] })).total).toBe(0);
  });

  it.each([1, 2, 3, 4])('has nothing for axe on page %i', async (page) => {
    await begun({ ...BUILDING, access: 'let_in' });
    for (let turn = 1; turn < page; turn += 1) await pressed(screen.getByRole('button', { name: 'Next' }));

    expect(await accessibility()).toEqual([]);
  });
});
