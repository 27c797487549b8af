import { fireEvent, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed } from '../../../tests/opened';
import type { Alarm, UnsignedNote } from '../../api/core';
import type { MemoryCore } from '../../api/memory_core';
import { WREN } from '../../api/memory_seed';
import Revoked from '../lock/Revoked.svelte';
import Unsent from '../unsent/Unsent.svelte';
import Ended from './Ended.svelte';

const KESTREL = { ...WREN, id: '0b0e4c1e-1111-4000-8000-000000000009', name: 'Sergeant Kestrel', role: 'supervisor', username: 'kestrel' } as const;
const NOTE: UnsignedNote = {
  id: '0b0e4c1e-3333-4000-8000-000000000001',
  install_code: '3F',
  person: '0b0e4c1e-1111-4000-8000-000000000007',
  received_at: '2026-11-22T03:00:00.000Z',
  note: { type: 'sighting', record: null, stream: 'op/harbour', at: '2026-11-22T02:14:05+00:00', values: { kind: 'note', words: 'Lamp out by the arch.' } },
  decision: null,
  reason: null,
  decided_by: null,
};
const ALARM: Alarm = {
  install: '0b0e4c1e-2222-4000-8000-000000000007',
  install_code: '3F',
  label: 'Pixel, Chrome',
  person: NOTE.person,
  code: 'signature_wrong',
  words: "This entry's signature does not match. It is kept apart and looked into.",
  day: '2026-11-22',
  count: 12,
  last_at: '2026-11-22T03:00:00.000Z',
  seen_by: null,
};

function desk(): MemoryCore {
  return harbour({ person: KESTREL, notes: [NOTE], alarms: [ALARM] });
}

describe('from ended phones', () => {
  it('shows who, when and what of a draft, and takes a decision only with a reason', async () => {
    await opened(desk(), Ended, {});
    expect(await screen.findByText('Lamp out by the arch.')).toBeTruthy();
    expect(screen.getByText(/phone 3F, last kept/)).toBeTruthy();
    expect(await accessibility()).toEqual([]);

    await pressed(screen.getByRole('button', { name: /^Not needed/ }));
    expect(screen.getAllByText('This needs an answer before it can be final.').length).toBeGreaterThan(0);
    await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Said in S-7K-0412 already' } });
    await pressed(screen.getByRole('button', { name: /^Not needed/ }));

    expect(await screen.findByRole('heading', { name: 'Decided (1)' })).toBeTruthy();
    expect(screen.getByText(/Said in S-7K-0412 already/)).toBeTruthy();
  });

  it('shows the photograph of a draft to whoever decides about it', async () => {
    const file = { sha256: 'ab'.repeat(32), bytes: 1_200_000, mime: 'image/jpeg' };
    const note = { ...NOTE, note: { ...NOTE.note, values: { kind: 'vehicle', 'files/k1/file': file } } };
    await opened(harbour({ person: KESTREL, notes: [note] }), Ended, {});

    await pressed(await screen.findByRole('button', { name: 'Show: Photograph, 1.2 MB' }));

    expect(screen.getByText(/has not reached|not there|not arrived/i)).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });

  it('names the phone of an alarm, and who looked into it', async () => {
    await opened(desk(), Ended, {});
    expect((await screen.findByText('Phone 3F')).closest('p')?.textContent).toContain('12');

    await pressed(screen.getByRole('button', { name: 'Looked into: phone 3F' }));

    expect(await screen.findByText('Looked into by Sgt Ruth Kestrel.')).toBeTruthy();
  });
});

describe('a phone that was ended', () => {
  it.each([
    [{ left: 3, files: 0, stored: 0, wiped: false, by_key: true }, /3 not delivered yet.*by this phone itself/],
    [{ left: 0, files: 0, stored: 3, wiped: true, by_key: true }, /3 delivered. Nothing of it is left on this phone/],
    [{ left: 3, files: 0, stored: 0, wiped: false, by_key: false }, /3 not delivered yet.*when somebody signs in/],
    [{ left: 0, files: 2, stored: 3, wiped: false, by_key: true }, /2 photographs, recordings or papers not delivered yet.*by this phone itself/],
    [{ left: 0, files: 1, stored: 3, wiped: false, by_key: false }, /1 photograph, recording or paper not delivered yet.*when somebody signs in/],
  ])('says what is true of %o', async (rescue, words) => {
    await opened(harbour({ phase: 'revoked', rescue: { ...rescue, arrived: 0, bytes: 0 } }), Revoked, {});

    expect(screen.getByRole('status').textContent).toMatch(words);
    expect(await accessibility()).toEqual([]);
  });

  it('lets the next person sign in', async () => {
    await opened(harbour({ phase: 'revoked' }), Revoked, {});

    await pressed(screen.getByRole('button', { name: 'Sign in on this phone' }));

    expect(screen.getByRole('heading', { name: 'Lantern' })).toBeTruthy();
  });

  it('shows how much of a file is there', async () => {
    const rescue = { left: 0, files: 1, arrived: 600_000, bytes: 1_200_000, stored: 2, wiped: false, by_key: true };
    await opened(harbour({ phase: 'revoked', rescue }), Revoked, {});

    expect(screen.getByText('Of the one on its way 50 % is there.')).toBeTruthy();
  });

  it.each([
    [{ waiting: 2, held: true, arrived: 0, bytes: 0 }, /They wait for Wi-Fi/],
    [{ waiting: 1, held: false, arrived: 0, bytes: 0 }, /They go after their entries/],
    [{ waiting: 1, held: false, arrived: 5, bytes: 10 }, /Sending one/],
  ])('says among what is unsent how files stand: %o', async (files, words) => {
    await opened(harbour({ files }), Unsent, {});

    expect(screen.getByText(words)).toBeTruthy();
    expect(screen.getByRole('heading', { name: `Photographs, sound and papers (${files.waiting})` })).toBeTruthy();
    expect(await accessibility()).toEqual([]);
  });

  it('is told of to the colleague who carries what is left of it', async () => {
    await opened(harbour({ carried: { waiting: 2, handed_over: 7 } }), Unsent, {});

    expect(screen.getByText(/^2 not delivered yet/)).toBeTruthy();
    expect(screen.getByText(/^7 delivered/)).toBeTruthy();
  });
});
