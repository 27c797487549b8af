import { screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FINCH, harbour, IDS, NOW } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import { recordText } from '../../api/memory_core';
import Check from './Check.svelte';
import CheckWarning from './CheckWarning.svelte';

const PATROL = '0197f0aa-0000-7000-8000-0000000000a2';
const DRAFT = '0197f0aa-0000-7000-8000-0000000000fe';

describe('checking a person or plate', () => {
  it('finds a warning by the plate of its vehicle, as typed', async () => {
    await opened(harbour(), Check, { draft: DRAFT });

    await typed(screen.getByLabelText('Name, alias or plate'), 'lh43');

    expect(screen.getByText('LH43 RCH')).toBeTruthy();
    expect(screen.getByText('warning H-7K-0398, in force to 12 Mar 2027')).toBeTruthy();
  });

  it('says that none is known on this phone, with the age of the copy', async () => {
    const core = harbour();
    await core.sync();
    await opened(core, Check, { draft: DRAFT });

    await typed(screen.getByLabelText('Name, alias or plate'), 'Gudgeon');

    expect(screen.getByText(/^No warning known on this phone as of \d\d:\d\d\.$/)).toBeTruthy();
  });

  it('never finds people supported', async () => {
    await opened(harbour(), Check, { draft: DRAFT });

    await typed(screen.getByLabelText('Name, alias or plate'), 'Juniper');

    expect(document.body.textContent).not.toContain('Juniper');
  });

  it('has nothing for axe', async () => {
    await opened(harbour(), Check, { draft: DRAFT });
    await typed(screen.getByLabelText('Name, alias or plate'), 'roach');

    expect(await accessibility()).toEqual([]);
  });
});

describe('a check in the street', () => {
  it('answers only what the officer said', async () => {
    await opened(harbour(), CheckWarning, { draft: DRAFT, warning: IDS.warning });
    expect(screen.getByText('Say where you are, then whether it is inside the hours')).toBeTruthy();

    await pressed(screen.getByRole('radio', { name: 'Inside the area' }));
    await pressed(screen.getByRole('radio', { name: 'Inside the hours' }));

    expect(screen.getByText('Inside now')).toBeTruthy();
    expect(screen.getByText(/This is not an offence and gives no power to stop/)).toBeTruthy();
  });

  it('saves the finding of the key that was pressed', async () => {
    const core = harbour();
    await opened(core, CheckWarning, { draft: DRAFT, warning: IDS.warning });
    await pressed(screen.getByRole('radio', { name: 'Inside the area' }));

    await pressed(screen.getByRole('button', { name: 'There, doing nothing wrong' }));

    const { rows } = await core.list({ types: ['breach_check'] });
    expect(rows[0]?.fields).toMatchObject({ warning: IDS.warning, finding: 'there_nothing_wrong', inside_area: 'yes' });
    expect(rows[0]?.fields['within_hours']).toBeUndefined();
  });

  it('asks which reason before it saves an allowed one', async () => {
    const core = harbour();
    await opened(core, CheckWarning, { draft: DRAFT, warning: IDS.warning });

    await pressed(screen.getByRole('button', { name: 'Says allowed because ...' }));
    expect((await core.list({ types: ['breach_check'] })).total).toBe(0);
    await pressed(screen.getByRole('radio', { name: 'Work' }));

    const { rows } = await core.list({ types: ['breach_check'] });
    expect(rows[0]?.fields).toMatchObject({ finding: 'allowed_reason', exception_claimed: 'work' });
  });

  it('says how it was begun, on which patrol, and lets the officer say otherwise', async () => {
    const patrol = recordText({
      record: PATROL, type: 'patrol', stream: 'op/harbour', created: { author: FINCH.id, at: NOW, received_at: NOW, install_code: '7K' },
      fields: { type: 'foot', team: [{ element: 'a', name: FINCH.name, person: FINCH.id }], started_at: NOW },
    });
    const core = harbour({}, [patrol]);
    await opened(core, CheckWarning, { draft: DRAFT, warning: IDS.warning, how: 'plate_sighting' });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Plate sighting' }).checked).toBe(true);

    await pressed(screen.getByRole('button', { name: 'There, doing nothing wrong' }));
    await pressed(screen.getByRole('radio', { name: 'Stop' }));
    await pressed(screen.getByRole('button', { name: 'The conduct again' }));

    const { rows } = await core.list({ types: ['breach_check'] });
    expect(rows.map((row) => row.fields['check_type']).sort()).toEqual(['plate_sighting', 'stop']);
    expect(rows.map((row) => row.fields['patrol'])).toEqual([PATROL, PATROL]);
  });

  it('has nothing for axe', async () => {
    await opened(harbour(), CheckWarning, { draft: DRAFT, warning: IDS.warning });

    expect(await accessibility()).toEqual([]);
  });
});
