import { fireEvent, render, screen, within } from '@testing-library/svelte';
import axe from 'axe-core';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MemoryCore } from '../../api/memory_core';
import { DESK, kestrelsDesk } from '../../../tests/harbour_desk';
import Within from '../../../tests/Within.svelte';
import { keysSwitch } from './keys_switch.svelte';
import Queue from './Queue.svelte';

async function opened(core: MemoryCore, params: Readonly<Record<string, string>> = {}): Promise<HTMLElement> {
  const { container } = render(Within, { core, status: await core.status(), screen: Queue as never, params });
  await settled();
  return container;
}

/** Lets promises of the memory core, the effects after them and the queue's own pause come to rest. */
async function settled(pause = 10): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await new Promise((done) => setTimeout(done, pause));
    await tick();
  }
}

/** Longer than the queue waits before it reads again. */
const READ_AGAIN = 40;

function decision(): HTMLElement {
  return screen.getByRole('group', { name: 'Your decision' });
}

async function press(name: string | RegExp): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
}

beforeEach(() => {
  window.location.hash = '';
  keysSwitch.on = true;
});

describe('the queue', () => {
  it('puts the child first and says in one line why each row is here', async () => {
    await opened(kestrelsDesk());

    const rows = screen.getAllByRole('listitem').map((row) => row.textContent);

    expect(rows[0]).toContain("Child: children's services not reached");
    expect(rows[1]).toContain('Given in error');
    expect(rows[2]).toContain('min left: Could be a victim');
  });

  it('shows one kind alone', async () => {
    await opened(kestrelsDesk());

    await fireEvent.change(screen.getByRole('combobox', { name: 'Kinds shown' }), { target: { value: 'child' } });

    expect(screen.getAllByRole('listitem')).toHaveLength(1);
  });

  it('approves together what was ticked, naming the change that was judged', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core);
    const judged = (await core.record(DESK.harmless))?.last_change;

    await fireEvent.click(screen.getByRole('checkbox', { name: 'Tick H-7K-0433 for approval' }));
    await press('Approve 1 ticked');

    const [intent] = saved.mock.lastCall?.[0] ?? [];
    expect(intent).toMatchObject({ type: 'decision', stream: 'op/harbour', set: { about: DESK.harmless, about_change: judged, kind: 'approve' } });
    await settled(READ_AGAIN);
    expect(screen.queryByText(/all checks met/)).toBeNull();
  });

  it('offers no tick on what waits for a reason', async () => {
    await opened(kestrelsDesk());

    expect(screen.getAllByRole('checkbox')).toHaveLength(1);
  });

  it('moves by J and K, not while somebody types, and not when the keys are off', async () => {
    await opened(kestrelsDesk());

    await fireEvent.keyDown(screen.getByRole('combobox'), { key: 'j' });
    expect(window.location.hash).toBe('');
    keysSwitch.on = false;
    await fireEvent.keyDown(document.body, { key: 'j' });
    expect(window.location.hash).toBe('');
    keysSwitch.on = true;
    await fireEvent.keyDown(document.body, { key: 'j' });

    expect(window.location.hash).toBe(`#/queue/child/${DESK.child}`);
  });

  it('lists its keys on ?', async () => {
    await opened(kestrelsDesk());

    await fireEvent.keyDown(document.body, { key: '?' });
    await settled();

    expect(screen.getByRole('heading', { name: 'Keys', hidden: true })).toBeTruthy();
  });
});

describe('a clash', () => {
  const params = { kind: 'clash', record: DESK.sorrel };

  it('shows both values, who said them, and that neither had seen the other', async () => {
    await opened(kestrelsDesk(), params);

    const wren = screen.getByRole('heading', { name: 'PC Ada Wren' }).closest('article');
    expect(wren?.textContent).toContain('Could be under 18');
    expect(wren?.textContent).toContain('had not seen the other');
    expect(screen.getByRole('heading', { name: 'PCSO Lily Starling' })).toBeTruthy();
    expect(screen.getByText('Before both: not asked')).toBeTruthy();
  });

  it('wants proof and a reason for the less protective value, all at once', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, params);

    await fireEvent.click(within(decision()).getByRole('radio', { name: /Adult, believed.*I have proof/ }));
    await press('Decide');

    expect(screen.getByRole('alert').textContent).toContain('needs proof');
    expect(screen.getByRole('alert').textContent).toContain('Say why');
    expect(saved).not.toHaveBeenCalled();
  });

  it('writes the field with every value it settles, and the reason', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, params);

    await fireEvent.click(within(decision()).getByRole('radio', { name: /Adult, believed/ }));
    await fireEvent.input(screen.getByLabelText('Proof (needed)'), { target: { value: 'passport seen at the desk' } });
    await fireEvent.input(screen.getByLabelText('Why (needed)'), { target: { value: 'Born 2001' } });
    await press('Decide');

    const [intent, ...told] = saved.mock.lastCall?.[0] ?? [];
    expect(told.map((each) => each.type)).toEqual(['task', 'task']);
    expect(intent).toMatchObject({
      type: 'person_supported',
      record: DESK.sorrel,
      set: { age: { view: 'adult_believed' } },
      reason: 'Proof: passport seen at the desk. Born 2001',
    });
    expect(intent?.resolves).toHaveLength(2);
  });

  it('asks both officers by a task for each', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save_all');
    await opened(core, params);

    await fireEvent.click(within(decision()).getByRole('radio', { name: 'Ask both officers' }));
    await fireEvent.input(screen.getByLabelText('Why (needed)'), { target: { value: 'Who said year 12?' } });
    await press('Decide');

    expect(saved.mock.lastCall?.[0].map((intent) => intent.type)).toEqual(['task', 'task']);
  });
});

describe('a warning that waits', () => {
  const params = { kind: 'warning', record: DESK.maybe_victim };

  it('could be a victim: it is allowed or refused with reasons, and never simply approved', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save');
    await opened(core, params);

    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    await press('Refuse, with reasons');
    await press('Refuse, with reasons: save');
    expect(saved).not.toHaveBeenCalled();
    await fireEvent.input(screen.getByLabelText('Reasons (needed)'), { target: { value: 'She is a victim here; outreach will call.' } });
    await press('Refuse, with reasons: save');

    expect(saved.mock.lastCall?.[0].set).toMatchObject({ kind: 'refuse', reasons: 'She is a victim here; outreach will call.' });
    await settled(READ_AGAIN);
    expect(screen.getByText('This does not wait any more.')).toBeTruthy();
  });

  it('is returned with a comment that names the field', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save');
    await opened(core, params);

    await fireEvent.keyDown(document.body, { key: 'r' });
    await settled();
    await fireEvent.change(screen.getByLabelText('Which part'), { target: { value: 'evidence' } });
    await fireEvent.input(screen.getByLabelText('Comment (needed)'), { target: { value: 'Add the source.' } });
    await press('Return with a comment: save');

    expect(saved.mock.lastCall?.[0].set).toMatchObject({ kind: 'return', field: 'evidence', comment: 'Add the source.' });
  });

  it('shows how it will read', async () => {
    await opened(kestrelsDesk(), params);

    await press('How it will read');

    expect(screen.getByText('Community Protection Warning')).toBeTruthy();
    expect(screen.getByText(/There is no appeal to a court/)).toBeTruthy();
  });

  it('is approved by A where every check is met', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save');
    await opened(core, { kind: 'warning', record: DESK.harmless });

    await fireEvent.keyDown(document.body, { key: 'a' });
    await settled();

    expect(saved.mock.lastCall?.[0].set).toMatchObject({ about: DESK.harmless, kind: 'approve' });
  });
});

describe('the other cards', () => {
  it('apply what came late by a decision about that change', async () => {
    const core = kestrelsDesk();
    const saved = vi.spyOn(core, 'save');
    await opened(core, { kind: 'late', record: DESK.late });

    expect(screen.getByText('Grey van at the corner, two people inside.')).toBeTruthy();
    await press('Apply what came late');

    expect(saved.mock.lastCall?.[0].set).toMatchObject({ kind: 'apply', about_change: '0197f0bb-2222-7000-8000-000000000001' });
  });

  it('withdraw a warning given in error, then record that the person was told', async () => {
    const core = kestrelsDesk();
    await opened(core, { kind: 'given_in_error', record: DESK.in_error });

    await fireEvent.input(screen.getByLabelText(/Why it is withdrawn/), { target: { value: 'No second supervisor.' } });
    await press('Withdraw it');
    await settled(READ_AGAIN);
    await fireEvent.input(screen.getByLabelText(/How they were told/), { target: { value: 'In person, with an apology.' } });
    await press('They have been told');

    const withdrawn = (await core.record(DESK.in_error))?.fields['withdrawn'];
    expect(withdrawn).toMatchObject({ why: 'No second supervisor.', told_how: 'In person, with an apology.' });
  });

  it('show who reported only on the report that waits for an answer', async () => {
    await opened(kestrelsDesk(), { kind: 'unanswered', record: DESK.unanswered });

    expect(screen.getByText('Mr Tweed')).toBeTruthy();
  });
});

describe('for everybody', () => {
  it.each([
    ['list', {}],
    ['child', { kind: 'child', record: DESK.child }],
    ['clash', { kind: 'clash', record: DESK.sorrel }],
    ['warning', { kind: 'warning', record: DESK.maybe_victim }],
    ['late', { kind: 'late', record: DESK.late }],
  ])('axe finds nothing on the %s', async (_, params) => {
    const container = await opened(kestrelsDesk(), params);

    const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false } } });

    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`)).toEqual([]);
  });
});
