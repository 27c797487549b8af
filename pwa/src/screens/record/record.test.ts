import { cleanup, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { FINCH, harbour } from '../../../tests/harbour';
import { accessibility, opened, pressed, settled, typed } from '../../../tests/opened';
import { recordText } from '../../api/memory_core';
import RecordPage from './RecordPage.svelte';

const MET = '0197f0aa-0000-7000-8000-0000000000b1';
const WREN = '0b0e4c1e-1111-4000-8000-000000000001';
const AT = '2026-11-21T23:12:00+00:00';
const RECEIVED = '2026-11-22T03:05:00.000Z';

function met(): ReturnType<typeof recordText> {
  const said = { view: 'could_be_under_18', words: 'said they are in year 12' };
  const other = { view: 'adult_believed', how_known: 'appearance' };
  const value = { received_at: RECEIVED, saw_other: false, reason: null };
  return recordText({
    record: MET,
    type: 'engagement',
    stream: 'care/harbour',
    fields: { reference: 'E-7K-0044', contact: 'talked', name_used: 'Bee', street: 'Ropewalk Street', happened_at: AT, age: said },
    clashes: [
      {
        field: 'age',
        values: [
          { ...value, change: 'c1', author: FINCH.id, at: AT, value: said, in_force: true },
          { ...value, change: 'c2', author: WREN, at: AT, value: other, in_force: false },
        ],
      },
    ],
    history: [
      { change: 'c1', author: FINCH.id, op: 'create', at: AT, received_at: RECEIVED, fields: ['contact', 'age'], set: {}, reason: null, verdict: 'accepted' },
      { change: 'c2', author: WREN, op: 'set', at: AT, received_at: RECEIVED, fields: ['age'], set: { age: other }, reason: null, verdict: 'conflicted' },
    ],
  });
}

describe("a record's page", () => {
  it('is drawn once it is known what stands in it, heading and facts at once', async () => {
    const steps = new Set<string>();
    const watch = new MutationObserver(() => {
      const main = document.querySelector('main');
      if (main !== null) steps.add(`${main.querySelector('h1')?.textContent ?? ''}, ${main.querySelector('dl') === null ? 'no facts' : 'facts'}`);
    });
    watch.observe(document, { subtree: true, childList: true, characterData: true });
    await opened(harbour({}, [met()]), RecordPage, { stream: 'care/harbour', record: MET });
    watch.disconnect();

    expect([...steps]).toEqual([`${screen.getByRole('heading', { level: 1 }).textContent}, facts`]);
  });

  it('says nothing any more of a record that is no longer on this phone', async () => {
    const core = harbour({}, [met()]);
    await opened(core, RecordPage, { stream: 'care/harbour', record: MET });
    core.record = () => Promise.resolve(null);
    core.receive(met());
    await settled();

    expect(screen.getByText(/^This record is not on this phone/)).toBeTruthy();
    expect(document.body.textContent).not.toContain('Ropewalk Street');
  });

  it('says what was erased, and what counts for all records of the same person', async () => {
    const person = recordText({
      record: MET,
      type: 'person_supported',
      stream: 'care/harbour',
      fields: { risk: 'standard' },
      erased: ['description'],
      linked: { with: ['0b0e4c1e-2222-4000-8000-000000000002'], risk: 'high' },
      history: [
        { change: 'c1', author: FINCH.id, op: 'create', at: AT, received_at: RECEIVED, fields: ['description'], set: {}, reason: null, verdict: 'accepted', erased: true },
      ],
    });
    await opened(harbour({}, [person]), RecordPage, { stream: 'care/harbour', record: MET });

    expect(await screen.findByText('Description. Nobody can read what stood there.')).toBeTruthy();
    expect(screen.getByText('The same person has another record')).toBeTruthy();
    expect(screen.getByText('In force for all of them:')).toBeTruthy();
    await pressed(screen.getByText('History (1)'));
    expect(screen.getByText(/wrote something that was erased/)).toBeTruthy();
  });

  it('shows a supervisor who opened it, and nobody else', async () => {
    await opened(harbour({}, [met()]), RecordPage, { stream: 'care/harbour', record: MET });
    const officers = screen.queryByText('Who opened it');
    cleanup();
    await opened(harbour({ person: { ...FINCH, role: 'supervisor' } }, [met()]), RecordPage, { stream: 'care/harbour', record: MET });
    await pressed(screen.getByText('Who opened it'));
    await pressed(screen.getByText('Show who opened it'));

    expect(officers).toBeNull();
    expect(screen.getByText(/Opened by/).textContent).toContain(FINCH.name);
    expect(await accessibility()).toEqual([]);
  });

  it('has a reference for a title, and the name only below it', async () => {
    await opened(harbour({}, [met()]), RecordPage, { stream: 'care/harbour', record: MET });

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Met someone E-7K-0044');
    expect(screen.getAllByText('Bee').length).toBeGreaterThan(0);
    expect(document.title).toBe('Lantern');
  });

  it('shows both sides of a clash, which is in force, and who had not seen whom', async () => {
    await opened(harbour({}, [met()]), RecordPage, { stream: 'care/harbour', record: MET });

    const clash = screen.getByRole('heading', { name: 'Age: two answers' }).closest('section')?.textContent ?? '';
    expect(clash).toContain('Could be under 18');
    expect(clash).toContain('(in force)');
    expect(clash).toContain('Adult, believed');
    expect(clash).toContain('had not seen the other');
    expect(clash).toContain('With your supervisor');
  });

  it('tells who wrote what, with what is no longer in force', async () => {
    await opened(harbour({}, [met()]), RecordPage, { stream: 'care/harbour', record: MET });
    const title = screen.getByText('History (2)');
    await pressed(title);

    const history = title.closest('details')?.textContent ?? '';
    expect(history).toContain('changed Age');
    expect(history).toContain('Said then, no longer in force');
    expect(history).toContain('with your supervisor');
    expect(await accessibility()).toEqual([]);
  });

  it('is taken back with a reason, and stays in the history', async () => {
    const core = harbour({}, [met()]);
    await opened(core, RecordPage, { stream: 'care/harbour', record: MET });

    await pressed(screen.getByText('Take this entry back'));
    await typed(screen.getByRole('textbox', { name: 'Why' }), 'Written twice');
    await pressed(screen.getByRole('button', { name: 'Take it back' }));

    expect((await core.record(MET))?.fields['voided']).toEqual({ reason: 'Written twice' });
  });

  it('says so when the record is not on this phone', async () => {
    await opened(harbour(), RecordPage, { stream: 'care/harbour', record: MET });

    expect(screen.getByText(/^This record is not on this phone/)).toBeTruthy();
  });
});

describe('the page of a person supported', () => {
  it('leads to what they agreed to, so that it can be taken back', async () => {
    const [person, agreement] = ['0197f0aa-0000-7000-8000-0000000000c1', '0197f0aa-0000-7000-8000-0000000000c2'];
    const about = { stream: 'care/harbour', history: [], clashes: [] };
    const core = harbour({}, [
      recordText({ ...about, record: person, type: 'person_supported', fields: { names_used: ['Juniper'] } }),
      recordText({ ...about, record: agreement, type: 'agreement', fields: { person, agency: 'a1', state: 'given' } }),
    ]);

    await opened(core, RecordPage, { stream: 'care/harbour', record: person });

    expect(screen.getByRole('link', { name: /^Agreement/ }).getAttribute('href')).toBe(`#/record/care%2Fharbour/${agreement}`);
    expect(await accessibility()).toEqual([]);
  });
});
