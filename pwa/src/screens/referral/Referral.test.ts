import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour, IDS } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import Referral from './Referral.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000fa';
const VALUES = {
  $person: IDS.supported,
  $engagement: IDS.engagement,
  to_agency: IDS.agency,
  service: 'outreach',
  ask: 'A worker she can talk to',
  urgency: 'days_3',
  name_or_alias: 'Juniper',
  safe_contact: { how: 'by_worker', by_whom: 'Nia' },
  facts: 'Would like to register with a doctor.',
  view_of_risk: 'Afraid of F.',
  feedback_level: 'in_touch',
};

async function begun(values: Record<string, unknown>): Promise<ReturnType<typeof harbour>> {
  const core = harbour();
  await core.save_draft({ draft: DRAFT, type: 'referral', record: null, stream: 'care/harbour', route: '#/', title: '', values });
  await opened(core, Referral, { draft: DRAFT });
  return core;
}

describe('a referral', () => {
  it('shows exactly what the agency will see, and only what was agreed', async () => {
    await begun(VALUES);

    const preview = screen.getByRole('heading', { name: 'Harbour Light will see exactly this' }).closest('section');
    const seen = within(preview as HTMLElement);

    expect(seen.getByText('A worker she can talk to')).toBeTruthy();
    expect(seen.getByText('Would like to register with a doctor.')).toBeTruthy();
    expect(seen.queryByText('Afraid of F.')).toBeNull();
  });

  it('is sent on a yes, with its basis apart and no id of the person in it', async () => {
    const core = await begun(VALUES);

    await pressed(screen.getByRole('button', { name: 'Send' }));

    const referral = (await core.list({ types: ['referral'] })).rows[0];
    const basis = (await core.list({ types: ['referral_basis'] })).rows[0];
    expect(JSON.stringify(referral?.fields)).not.toContain(IDS.supported);
    expect(JSON.stringify(referral?.fields)).not.toContain('Afraid');
    expect(basis?.fields).toMatchObject({ referral: referral?.record, person: IDS.supported, engagement: IDS.engagement });
  });

  it('offers times that lie ahead for the answer, and none that have passed', async () => {
    const core = await begun(VALUES);
    const answer = within(screen.getByRole('group', { name: /^Answer by/ }));
    expect(answer.queryByRole('button', { name: 'Now' })).toBeNull();
    expect(answer.queryByRole('button', { name: '10 min ago' })).toBeNull();

    await pressed(answer.getByRole('button', { name: 'In 3 days' }));
    const inThreeDays = Date.now() + 3 * 86_400_000;
    await pressed(screen.getByRole('button', { name: 'Send' }));

    const referral = (await core.list({ types: ['referral'] })).rows[0];
    expect(Math.abs(Date.parse(String(referral?.fields['answer_by'])) - inThreeDays)).toBeLessThan(60_000);
  });

  it('waits, and says why, where nobody asked about that agency', async () => {
    await begun({ ...VALUES, to_agency: IDS.police });

    expect(screen.getByText('Waiting for agreement')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Save, it waits' })).toBeTruthy();
  });

  it('finds the person by a name they gave, when it does not come from a conversation', async () => {
    await begun({});

    await typed(screen.getByLabelText('Who is it about?'), 'Juniper');
    await pressed(screen.getByRole('button', { name: 'Juniper' }));

    expect(screen.queryByLabelText('Who is it about?')).toBeNull();
  });

  it('has nothing for axe', async () => {
    await begun(VALUES);

    expect(await accessibility()).toEqual([]);
  });
});
