import { screen, within } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FINCH, harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed } from '../../../tests/opened';
import { MemoryCore, recordText } from '../../api/memory_core';
import { notices } from '../../state/notice.svelte';
import { momentOf } from '../../ui/time';
import Today from './Today.svelte';

const ZONE = '0197f0aa-0000-7000-8000-0000000000a1';
const PATROL = '0197f0aa-0000-7000-8000-0000000000a2';
const OLD = '0197f0aa-0000-7000-8000-0000000000a3';
const CARE = 'care/harbour';
const AGENCY = '0197f0aa-0000-7000-8000-000000000012';
const zone = recordText({ record: ZONE, type: 'zone', stream: 'op/harbour', fields: { name: 'Ropewalk block', kind: 'hot_spot', streets: ['Ropewalk Street'] } });

function patrol(fields: Record<string, unknown> = {}): ReturnType<typeof recordText> {
  return recordText({
    record: PATROL,
    type: 'patrol',
    stream: 'op/harbour',
    fields: {
      zones: [ZONE],
      type: 'foot',
      agency: AGENCY,
      team: [
        { element: 'a', name: FINCH.name, person: FINCH.id },
        { element: 'b', name: 'PCSO Lily Starling' },
      ],
      started_at: momentOf(new Date(Date.now() - 3_600_000)),
      ...fields,
    },
  });
}

async function written(core: MemoryCore, type: string): Promise<Readonly<Record<string, unknown>>> {
  const pending = (await core.pending()).filter((each) => each.type === type).at(-1);
  return (await core.record(pending?.record ?? ''))?.fields ?? {};
}

describe('Today', () => {
  it('logs "said hello" in two taps, as the words on the key say and nothing more', async () => {
    const core = harbour({}, [zone, patrol()]);
    await opened(core, Today, {});

    await pressed(screen.getByRole('button', { name: 'Met someone' }));
    // The sheet is a chunk of its own, loaded for the first time here.
    await pressed(await screen.findByRole('button', { name: 'Adult, looked safe. Said hello, no wish to talk' }, { timeout: 5000 }));

    const fields = await written(core, 'engagement');
    expect(fields).toMatchObject({ contact: 'said_hello', street: 'Ropewalk Street', patrol: PATROL, immediate_need: ['none_seen'] });
    expect(fields).not.toHaveProperty('name_used');
    expect(fields).not.toHaveProperty('may_be_told');
    expect(fields).not.toHaveProperty('person');
  });

  it('ties an entry to the one before it as the same person, without a name', async () => {
    const core = harbour({}, [zone, patrol()]);
    await opened(core, Today, {});
    await pressed(screen.getByRole('button', { name: 'Met someone' }));
    await pressed(screen.getByRole('button', { name: 'Adult, looked safe. Said hello, no wish to talk' }));
    const first = (await core.pending()).at(-1)?.record;

    await pressed(screen.getByRole('button', { name: 'Met someone' }));
    await pressed(screen.getByRole('button', { name: /^Same person as/ }));
    await pressed(screen.getByRole('button', { name: 'Adult, looked safe. Said hello, no wish to talk' }));

    expect(await written(core, 'engagement')).toMatchObject({ same_person_as: first });
  });

  it('saves nothing seen at the first tap', async () => {
    const core = harbour({}, [zone, patrol()]);
    await opened(core, Today, {});

    await pressed(screen.getByRole('button', { name: 'Nothing seen' }));

    expect(await written(core, 'sighting')).toMatchObject({ kind: 'nothing_seen', patrol: PATROL });
  });

  it('starts a patrol like the last one with one tap', async () => {
    const core = harbour({}, [zone, patrol({ ended_at: momentOf(new Date()), outcome: 'engaged' })]);
    await opened(core, Today, {});

    await pressed(screen.getByRole('button', { name: 'Start patrol: Ropewalk block, with PCSO Lily Starling' }));

    expect(await written(core, 'patrol')).toMatchObject({ zones: [ZONE], type: 'foot', agency: AGENCY });
    expect(screen.getByRole('button', { name: 'I am here' })).toBeTruthy();
  });

  it('ties what was written in the hour before to the patrol that starts, and lets go of it on Undo', async () => {
    const old = recordText({
      record: OLD,
      type: 'sighting',
      stream: 'op/harbour',
      created: { author: FINCH.id, at: momentOf(new Date(Date.now() - 7_200_000)), received_at: null, install_code: '7K' },
      fields: { kind: 'note', happened_at: momentOf(new Date(Date.now() - 7_200_000)), words: 'Earlier.' },
    });
    const core = harbour({}, [zone, patrol({ ended_at: momentOf(new Date()), outcome: 'engaged' }), old]);
    await opened(core, Today, {});
    await pressed(screen.getByRole('button', { name: 'Nothing seen' }));

    await pressed(screen.getByRole('button', { name: /^Start patrol: Ropewalk block/ }));

    const started = (await core.pending()).find((each) => each.type === 'patrol')?.record;
    expect(started).toBeTruthy();
    expect(await written(core, 'sighting')).toMatchObject({ kind: 'nothing_seen', patrol: started });
    expect((await core.record(OLD))?.fields).not.toHaveProperty('patrol');

    expect(await notices.shown?.undo?.(core)).toBe(true);
    expect(await written(core, 'sighting')).not.toHaveProperty('patrol');
    expect(await written(core, 'sighting')).not.toHaveProperty('voided');
    expect(await written(core, 'patrol')).toHaveProperty('voided');
  });

  it('writes down arriving and leaving by two keys', async () => {
    const core = harbour({}, [zone, patrol()]);
    await opened(core, Today, {});

    await pressed(screen.getByRole('button', { name: 'I am here' }));
    await pressed(screen.getByRole('button', { name: 'Left' }));

    const fields = (await core.record(PATROL))?.fields;
    expect(fields?.['presence']).toMatchObject([{ zone: ZONE }]);
    expect(fields?.['minutes']).toMatchObject([{ zone: ZONE, estimated: 0 }]);
  });

  it('takes leaving and arriving back, and leaves the patrol as it was', async () => {
    const core = harbour({}, [zone, patrol()]);
    await opened(core, Today, {});
    await pressed(screen.getByRole('button', { name: 'I am here' }));
    const arrived = notices.shown?.undo;
    await pressed(screen.getByRole('button', { name: 'Left' }));

    expect(await notices.shown?.undo?.(core)).toBe(true);
    const going = (await core.record(PATROL))?.fields['presence'] as readonly Record<string, unknown>[];
    expect(going.map((each) => each['zone'])).toEqual([ZONE]);
    expect(going[0]).not.toHaveProperty('left_at');

    expect(await arrived?.(core)).toBe(true);
    const fields = (await core.record(PATROL))?.fields;
    expect(fields?.['presence'] ?? []).toEqual([]);
    const minutes = fields?.['minutes'] as readonly Record<string, unknown>[];
    expect(minutes.map((each) => each['estimated'] ?? null)).toEqual([null]);
  });

  it('keeps a red line while the services for a child were not reached, and names nobody', async () => {
    const met = recordText({
      type: 'engagement',
      stream: CARE,
      created: { author: FINCH.id, at: '2026-11-22T23:12:00+00:00', received_at: '2026-11-22T23:13:00.000Z', install_code: '7K' },
      fields: { reference: 'E-7K-0044', contact: 'could_be_under_18', name_used: 'Bee', childrens_services: { reached: 'not_yet' } },
    });
    await opened(harbour({}, [zone, patrol(), met]), Today, {});

    const waiting = within(screen.getByRole('region', { name: 'For you' }));
    expect(waiting.getByRole('link', { name: /^Child: services not reached, E-7K-0044/ })).toBeTruthy();
    expect(document.body.textContent).not.toContain('Bee');
  });

  it('has nothing for axe, the sheets included', async () => {
    await opened(harbour({}, [zone, patrol()]), Today, {});
    expect(await accessibility()).toEqual([]);

    await pressed(screen.getByRole('button', { name: 'Write…' }));
    expect(await accessibility()).toEqual([]);
  });

  it('offers a council officer nothing that the role may not write', async () => {
    const person = { ...FINCH, role: 'council_officer' as const };
    await opened(harbour({ person }, [zone]), Today, {});

    await pressed(screen.getByRole('button', { name: 'Write…' }));

    expect(screen.queryByRole('button', { name: 'Referral' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Note' })).toBeTruthy();
  });
});
