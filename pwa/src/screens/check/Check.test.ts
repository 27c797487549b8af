import { screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FINCH, harbour, IDS, NOW } from '../../../tests/harbour';
import { accessibility, opened, pressed, typed } from '../../../tests/opened';
import type { Fields } from '../../api/core';
import { type MemoryCore, recordText } from '../../api/memory_core';
import Check from './Check.svelte';
import CheckWarning from './CheckWarning.svelte';

const PATROL = '0197f0aa-0000-7000-8000-0000000000a2';
const DRAFT = '0197f0aa-0000-7000-8000-0000000000fe';

const ALL_DAY = '0197f0aa-0000-7000-8000-0000000000a3';
const BLOCK = '0197f0aa-0000-7000-8000-0000000000a4';

/** A warning without hours over a block of about 103 by 111 metres. */
function allDay(fields: Fields = {}): MemoryCore {
  const ring = [[1_900_000, 51_900_000], [1_901_500, 51_900_000], [1_901_500, 51_901_000], [1_900_000, 51_901_000]];
  const given = { at: '2026-09-12T22:58:00+01:00', by: FINCH.id, how: 'handed' };
  return harbour({}, [
    recordText({ record: BLOCK, type: 'zone', stream: 'op/harbour', fields: { name: 'The block', kind: 'street_block', streets: ['Ropewalk Street', 'Chandler Row'], polygons: [[ring]] } }),
    recordText({ type: 'zone', stream: 'op/harbour', fields: { name: 'Tide', kind: 'street_block', streets: ['Tide Lane'] } }),
    recordText({
      record: ALL_DAY, type: 'warning', stream: 'op/harbour',
      fields: { reference: 'H-7K-0400', name: 'Ivor Roach', recipient: IDS.person, submitted: NOW, begins: '2026-09-12', given, conditions: [{ element: 'k1', text: 'Do not drive round.', zones: [BLOCK], area_words: 'Ropewalk Street', exceptions: ['home'] }], ...fields },
    }),
  ]);
}

/** The phone's position from now on; null: refused. */
function placed(coords: { readonly latitude: number; readonly longitude: number; readonly accuracy: number } | null): void {
  vi.stubGlobal('navigator', Object.create(navigator, { geolocation: { value: {
    watchPosition(found: (position: unknown) => void, lost: (error: unknown) => void): number {
      if (coords === null) lost({ code: 1 });
      else found({ coords, timestamp: Date.parse(NOW) });
      return 1;
    },
    clearWatch(): void {},
  } } }) as Navigator);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

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
  it('says nothing about the area before somebody says where this is', async () => {
    await opened(allDay(), CheckWarning, { draft: DRAFT, warning: ALL_DAY });

    expect(screen.getByRole('heading', { name: 'Say where you are' })).toBeTruthy();
    expect(screen.getByText(/This is not an offence and gives no power to stop/)).toBeTruthy();
  });

  it('answers from the phone’s position, with its accuracy', async () => {
    placed({ latitude: 51.9005, longitude: 1.9005, accuracy: 12.4 });
    const core = allDay();
    await opened(core, CheckWarning, { draft: DRAFT, warning: ALL_DAY });

    await pressed(screen.getByRole('button', { name: 'Use this phone’s position' }));

    expect(screen.getByRole('heading', { name: 'Inside now' })).toBeTruthy();
    expect(screen.getByText('You are about 34 m inside the line (accuracy 13 m).')).toBeTruthy();
    await pressed(screen.getByRole('button', { name: 'There, doing nothing wrong' }));
    const { rows } = await core.list({ types: ['breach_check'] });
    expect(rows[0]?.fields).toMatchObject({
      warning: ALL_DAY, finding: 'there_nothing_wrong', inside_area: 'yes', inside_area_from: 'position', within_hours: 'yes',
      place: { street: 'Ropewalk Street', position: { latitude: 51_900_500, longitude: 1_900_500, accuracy_metres: 13 } },
    });
  });

  it('is too close to say when the accuracy crosses the line', async () => {
    placed({ latitude: 51.9005, longitude: 1.9005, accuracy: 40 });
    await opened(allDay(), CheckWarning, { draft: DRAFT, warning: ALL_DAY });

    await pressed(screen.getByRole('button', { name: 'Use this phone’s position' }));

    expect(screen.getByRole('heading', { name: 'Too close to say' })).toBeTruthy();
    expect(screen.getByText('You are about 34 m from the line (accuracy 40 m).')).toBeTruthy();
  });

  it('works with the position refused: the street is named', async () => {
    placed(null);
    await opened(allDay(), CheckWarning, { draft: DRAFT, warning: ALL_DAY });
    await pressed(screen.getByRole('button', { name: 'Use this phone’s position' }));
    expect(screen.getByText('No position from this phone. Name the street.')).toBeTruthy();

    await pressed(screen.getByRole('button', { name: /Ropewalk Street/ }));
    await pressed(screen.getByRole('button', { name: /Tide Lane/ }));

    expect(screen.getByRole('heading', { name: 'Outside the area' })).toBeTruthy();
    expect(screen.getByText('By the street you named: Tide Lane.')).toBeTruthy();
  });

  it('lets the officer’s own answer stand before what was worked out', async () => {
    placed({ latitude: 51.9005, longitude: 1.9005, accuracy: 12 });
    const core = allDay();
    await opened(core, CheckWarning, { draft: DRAFT, warning: ALL_DAY });
    await pressed(screen.getByRole('button', { name: 'Use this phone’s position' }));

    await pressed(screen.getByRole('radio', { name: 'On the line' }));

    expect(screen.getByRole('heading', { name: 'Too close to say' })).toBeTruthy();
    await pressed(screen.getByRole('button', { name: 'The conduct again' }));
    const { rows } = await core.list({ types: ['breach_check'] });
    expect(rows[0]?.fields).toMatchObject({ inside_area: 'unsure', inside_area_from: 'street', within_hours: 'yes' });
  });

  it('says that a withdrawn warning has ended, and why', async () => {
    const withdrawn = { withdrawn: { at: NOW, reason: 'Moved away.' } };
    await opened(allDay(withdrawn), CheckWarning, { draft: DRAFT, warning: ALL_DAY });

    expect(screen.getByRole('heading', { name: 'Ended: withdrawn' })).toBeTruthy();
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
