import { cleanup, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordText, type MemoryCore } from '../../api/memory_core';
import { FINCH, harbour, IDS, NOW } from '../../../tests/harbour';
import { accessibility, opened as open, pressed, typed } from '../../../tests/opened';
import { keepAll } from '../../state/drafts.svelte';
import Warning from './Warning.svelte';

const PATROL = '0197f0aa-0000-7000-8000-0000000000a2';
const DRAFT = '0197f0aa-0000-7000-8000-0000000000ff';

async function opened(core: MemoryCore, page: string, values?: Record<string, unknown>): Promise<void> {
  if (values !== undefined) {
    await core.save_draft({ draft: DRAFT, type: 'warning', record: null, stream: 'op/harbour', route: '#/', title: 'Warning', values });
  }
  await open(core, Warning, { draft: DRAFT, page });
}

/** Everything but the law's test, the copy and the giving. */
const FULL = {
  recipient_kind: 'individual', name: 'Ivor Roach', address: '3 Lea Close', birth: { date: '1981-03-12', how_known: 'document' },
  identity: { basis: 'document' }, sixteen_or_over: 'yes', vehicle: IDS.vehicle, driver_identified: 'stopped_driving', cautioned: 'no_questions_asked',
  could_be_victim: 'no', needs: 'none_told_or_seen', conduct: 'soliciting_from_vehicle',
  occasions: [{ element: 'o1', on: '2026-11-20', street: 'Ropewalk Street' }], what_happened: 'You drove round.',
  evidence: [{ element: 'e1', kind: 'officer_saw' }],
  test_effect: { answer: 'yes', facts: 'Fear.', evidence: ['Officer saw'] },
  test_persistent: { answer: 'yes', facts: '3 dates.', evidence: ['Officer saw'] },
  test_unreasonable: { answer: 'yes', facts: 'No cause.', evidence: ['Officer saw'] },
  grounds: 'What I saw.', fair_and_needed: 'Nothing milder worked.',
  conditions: [{ element: 'k1', text: 'Stop.', kind: 'stop', why_needed: 'Harm.', why_reasonable: 'Narrow.' }],
  comply: 'at_once', ends: '2027-01-22', review_on: '2026-12-22',
  issuer_role: 'constable', authority_number: '4471',
};

describe('a warning on the phone', () => {
  beforeEach(() => {
    window.location.hash = '';
  });

  it('works out the age with its basis and fills in the authority', async () => {
    await opened(harbour(), 'who', FULL);

    expect(screen.getByText(/Age today: 4\d, from a document\./)).toBeTruthy();
  });

  it('is no draft before something is typed, though the authority is filled in', async () => {
    const core = harbour();
    await opened(core, 'check');
    await waitFor(() => expect(screen.getByText('4471')).toBeTruthy());
    await keepAll();
    expect(await core.drafts()).toEqual([]);

    cleanup();
    await opened(core, 'who');
    await typed(screen.getByLabelText(/^Name/), 'Ifor Roche');

    await waitFor(async () => expect((await core.draft(DRAFT))?.values).toMatchObject({ name: 'Ifor Roche', authority_number: '4471' }));
  });

  it('shows who could be the same while a name is typed, and links nobody by itself', async () => {
    const core = harbour();
    await opened(core, 'who', { ...FULL, name: 'Eva Roche', birth: { date: '1982-03-12', how_known: 'document' } });
    expect(screen.queryByText('Could be the same')).toBeNull();

    await typed(screen.getByLabelText(/^Name/), 'Ifor Roche');
    expect(screen.getByText('Could be the same')).toBeTruthy();
    expect(screen.getByText('You typed: Ifor Roche · born 12 Mar 1982')).toBeTruthy();
    expect(screen.getByText('born 12 Mar 1981')).toBeTruthy();
    await waitFor(async () => expect((await core.draft(DRAFT))?.values['name']).toBe('Ifor Roche'));
    expect((await core.draft(DRAFT))?.values['recipient']).toBeUndefined();

    await pressed(screen.getByRole('button', { name: /Ivor Roach/ }));

    await waitFor(async () => expect((await core.draft(DRAFT))?.values).toMatchObject({ name: 'Ivor Roach', recipient: IDS.person, birth: { date: '1982-03-12' } }));
    expect(screen.queryByText('Could be the same')).toBeNull();
  });

  it('shows the sentence that stops it at the answer that stops it', async () => {
    await opened(harbour(), 'who', { ...FULL, driver_identified: 'no' });

    expect(screen.getByText(/Without the driver there can be no warning/)).toBeTruthy();
  });

  it('says that it can be given when nothing is missing', async () => {
    await opened(harbour(), 'check', FULL);

    expect(screen.getByText('Can be given now')).toBeTruthy();
  });

  it('waits for a named sergeant and asks by one key', async () => {
    const core = harbour();
    await opened(core, 'check', { ...FULL, could_be_victim: 'maybe' });

    await pressed(screen.getByRole('button', { name: 'Ask now' }));

    expect(screen.queryByText('Waits for Sgt Ruth Kestrel')).toBeTruthy();
    const { rows } = await core.list({ types: ['warning'], newest_first: true, limit: 1 });
    expect(typeof rows[0]?.fields['submitted']).toBe('string');
    expect(rows[0]?.fields['given']).toBeUndefined();
  });

  it('says which patrol it was written on', async () => {
    const patrol = recordText({
      record: PATROL, type: 'patrol', stream: 'op/harbour', created: { author: FINCH.id, at: NOW, received_at: NOW, install_code: '7K' },
      fields: { type: 'foot', team: [{ element: 'a', name: FINCH.name, person: FINCH.id }], started_at: NOW },
    });
    const core = harbour({}, [patrol]);
    await opened(core, 'check', { ...FULL, could_be_victim: 'maybe' });

    await pressed(screen.getByRole('button', { name: 'Ask now' }));

    const { rows } = await core.list({ types: ['warning'], newest_first: true, limit: 1 });
    expect(rows[0]?.fields['patrol']).toBe(PATROL);
  });

  it('waits when a mark matches, and never says which record stands behind it', async () => {
    await opened(harbour({ sergeant_first: true }), 'check', FULL);

    await waitFor(() => expect(screen.getByText('Waits for Sgt Ruth Kestrel')).toBeTruthy());
    expect(screen.getByText('Sergeant first.')).toBeTruthy();
  });

  it('names every missing place at once with its page', async () => {
    await opened(harbour(), 'check', { ...FULL, evidence: [], ends: null });

    expect(screen.getByText('Name at least one piece of evidence.')).toBeTruthy();
    expect(screen.getByText('Give an end date.')).toBeTruthy();
  });

  it('cannot be given without a copy', async () => {
    await opened(harbour(), 'give', FULL);

    expect(screen.getByText('Without a written copy given, left or posted there is no warning.')).toBeTruthy();
  });

  it('is shown on a locked page, and only the PIN leads on', async () => {
    const core = harbour();
    await opened(core, 'give', { ...FULL, copy: { how: 'printed' } });
    await pressed(screen.getByRole('button', { name: 'Show to them' }));

    await pressed(screen.getByRole('button', { name: 'I do not want to sign' }));
    const pin = screen.getByLabelText("Officer's PIN to go on");
    await typed(pin, '111111');
    expect(screen.getByText('That is not the PIN.')).toBeTruthy();
    await typed(pin, '135790');
    await pressed(screen.getByRole('radio', { name: 'Read aloud' }));
    await pressed(screen.getByRole('button', { name: 'Save' }));

    const { rows } = await core.list({ types: ['warning'], newest_first: true, limit: 1 });
    const given = (await core.record(rows[0]?.record ?? ''))?.fields;
    expect(given?.['given']).toMatchObject({ signature: 'refused', understood: 'read_aloud', how: 'handed', copy_left: true });
    expect(given?.['consequence_text']).toContain('£2,500');
    expect(await core.draft(DRAFT)).toBeNull();
  });

  it('is saved before it is printed, so that the paper carries a reference', async () => {
    const core = harbour();
    await opened(core, 'copy', { ...FULL, copy: { how: 'printed' } });

    await pressed(screen.getByRole('button', { name: 'Open the page to print' }));

    const saved = (await core.list({ types: ['warning'], newest_first: true, limit: 1 })).rows[0];
    expect(saved?.fields['reference']).toMatch(/^H-7K-\d{4}$/);
    expect(saved?.fields['submitted']).toBeUndefined();
    expect(window.location.hash).toBe(`#/warning/${saved?.record ?? ''}/print`);
  });

  it.each(['who', 'happened', 'test', 'stop', 'check', 'copy', 'give'])('has nothing serious for axe on page %s', async (page) => {
    await opened(harbour(), page, page === 'who' ? undefined : { ...FULL, copy: { how: 'posted' } });

    expect(await accessibility()).toEqual([]);
  });
});
