import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed } from '../../../tests/opened';
import Report from './Report.svelte';

const DRAFT = '0197f0aa-0000-7000-8000-0000000000fc';
const VALUES = {
  place: { street: 'Ropewalk Street' }, saw_it: 'yes', happened_at: '2026-11-22T21:00:00+00:00', kinds: ['noise'], plate_sure: 'none',
};

describe("a resident's report", () => {
  it('keeps who reported as a record of its own that supervisors alone read', async () => {
    const core = harbour();
    const reporter = { name: 'Mrs Damask', keep_from_partners: 'yes' };
    await core.save_draft({
      draft: DRAFT, type: 'community_report', record: null, stream: 'op/harbour', route: '#/', title: '',
      values: { ...VALUES, reporter_kind: 'named', $reporter: reporter },
    });
    await opened(core, Report, { draft: DRAFT });

    await pressed(screen.getByRole('button', { name: 'Save' }));

    const report = (await core.list({ types: ['community_report'], newest_first: true, limit: 1 })).rows[0];
    const kept = (await core.list({ types: ['reporter'] })).rows[0];
    expect(JSON.stringify(report?.fields)).not.toContain('Damask');
    expect(kept?.stream).toBe('sup/harbour');
    expect(kept?.fields).toMatchObject({ name: 'Mrs Damask', reports: [report?.record], keep_from_partners: 'yes' });
  });

  it('saves nothing and names every place at once while something is missing', async () => {
    const core = harbour();
    const before = (await core.list({ types: ['community_report'] })).total;
    await opened(core, Report, { draft: DRAFT });

    await pressed(screen.getByRole('button', { name: 'Save' }));

    expect((await core.list({ types: ['community_report'] })).total).toBe(before);
    expect(screen.getByText(/things are missing or wrong/)).toBeTruthy();
  });

  it('has nothing for axe', async () => {
    await opened(harbour(), Report, { draft: DRAFT });

    expect(await accessibility()).toEqual([]);
  });
});
