import { describe, expect, it } from 'vitest';
import { desk, row } from './desk.fixture';
import { countsOf, queueOf } from './queue';

const ME = 'kestrel';

describe('the order of the queue', () => {
  it('puts people first, then promises, then what waits longest', () => {
    const rows = [
      row('task', 't1', { fields: { what: 'Ring back' } }),
      row('community_report', 'c1', { created_at: '2026-11-10T09:00:00+00:00', fields: { submitted: 'x' } }),
      row('warning', 'w1', { fields: { asked_at: '2026-11-22T01:50:00+00:00', reply_promised_by: '2026-11-22T02:45:00+00:00' } }),
      row('warning', 'w2', { fields: { asked_at: '2026-11-22T01:40:00+00:00' } }),
      row('referral', 'r1', { fields: { state_for_test: 'overdue', answer_by: '2026-11-20T02:00:00+00:00' } }),
      row('engagement', 'e1', { clashing: ['age'] }),
      row('engagement', 'e2', { fields: { contact: 'could_be_under_18' } }),
      row('engagement', 'e3', { fields: { contact: 'urgent' } }),
      row('warning', 'w3', { fields: { given_in_error: { at: '2026-11-22T01:00:00+00:00', missing: 'x' } } }),
    ];

    const kinds = queueOf(desk(rows), ME).map((item) => `${item.kind} ${item.record}`);

    expect(kinds).toEqual([
      'danger e3',
      'child e2',
      'given_in_error w3',
      'promise w1',
      'protective_clash e1',
      'warning w2',
      'referral_overdue r1',
      'report_unanswered c1',
      'task t1',
    ]);
  });

  it('says the promise with the minutes that are left', () => {
    const asked = { asked_at: '2026-11-22T01:50:00+00:00', reply_promised_by: '2026-11-22T02:45:00+00:00' };

    const [item] = queueOf(desk([row('warning', 'w1', { fields: asked })], { sergeant: ['Could be a victim.'] }), ME);

    expect(item?.why).toBe('Reply promised by 02:45, 31 min left: Could be a victim');
  });

  it('orders the rest by age whatever its kind', () => {
    const rows = [
      row('sighting', 'young', { late: 1, changed_at: '2026-11-22T02:00:00+00:00' }),
      row('patrol', 'old', { flags: ['incomplete'], changed_at: '2026-11-21T02:00:00+00:00' }),
    ];

    const records = queueOf(desk(rows), ME).map((item) => item.record);

    expect(records).toEqual(['old', 'young']);
  });

  it('counts rows by kind in the order of the queue', () => {
    const rows = [row('sighting', 's1', { late: 2 }), row('engagement', 'e3', { fields: { contact: 'urgent' } })];

    const counts = countsOf(queueOf(desk(rows), ME));

    expect(counts).toEqual([
      ['danger', 1],
      ['late', 1],
    ]);
  });
});

describe('a child', () => {
  it('names who has not been reached, and for how long', () => {
    const fields = { age: { view: 'could_be_under_18' }, control_reached: { reached: 'yes' } };

    const [item] = queueOf(desk([row('engagement', 'e1', { fields })]), ME);

    expect(item?.why).toBe("Child: children's services not reached · 2 h 05");
  });

  it('stays in the queue after a decision while a service is not reached', () => {
    const child = row('engagement', 'e1', { fields: { contact: 'could_be_under_18' } });
    const seen = row('decision', 'd1', { fields: { about: 'e1', about_change: 'e1-last', kind: 'approve' } });

    expect(queueOf(desk([child, seen]), ME)).toHaveLength(1);
  });

  it('leaves when both were reached and a supervisor saw the entry as it stands', () => {
    const reached = { reached: 'yes' };
    const fields = { contact: 'could_be_under_18', control_reached: reached, childrens_services: reached };
    const child = row('engagement', 'e1', { fields });
    const seen = row('decision', 'd1', { fields: { about: 'e1', about_change: 'e1-last', kind: 'approve' } });
    const seenBefore = row('decision', 'd1', { fields: { about: 'e1', about_change: 'older', kind: 'approve' } });

    expect(queueOf(desk([child, seen]), ME)).toHaveLength(0);
    expect(queueOf(desk([child, seenBefore]), ME)).toHaveLength(1);
  });
});

describe('a warning', () => {
  it('does not wait when nobody asked and no rule holds it', () => {
    expect(queueOf(desk([row('warning', 'w1', { fields: { submitted: 'x' } })]), ME)).toEqual([]);
  });

  it('waits for a rule that only a supervisor lifts, asked or not', () => {
    const waiting = desk([row('warning', 'w1', { fields: { submitted: 'x' } })], { sergeant: ['16 or 17.'] });

    expect(queueOf(waiting, ME)[0]?.why).toBe('Warning waits: 16 or 17');
  });

  it('may be approved with others only when every check is met and nothing is in dispute', () => {
    const asked = { asked_at: '2026-11-22T01:40:00+00:00' };
    const plain = row('warning', 'w1', { fields: asked });
    const clashing = row('warning', 'w2', { fields: asked, clashing: ['ends'] });

    const harmless = queueOf(desk([plain, clashing]), ME).filter((item) => item.harmless);
    const held = queueOf(desk([plain], { sergeant: ['Sergeant first.'] }), ME).filter((item) => item.harmless);

    expect(harmless.map((item) => item.record)).toEqual(['w1']);
    expect(held).toEqual([]);
  });

  it('given in error stays until the person was told that it is withdrawn', () => {
    const error = { at: '2026-11-22T01:00:00+00:00', missing: 'x', tell_by: '2026-11-22T02:34:00+00:00' };
    const untold = row('warning', 'w1', { fields: { given_in_error: error, withdrawn: { at: 'x' } } });
    const told = row('warning', 'w2', { fields: { given_in_error: error, withdrawn: { told_at: 'x' } } });

    const items = queueOf(desk([untold, told], { state: 'withdrawn' }), ME);

    expect(items.map((item) => item.why)).toEqual(['Given in error, withdrawn; they have not been told · 20 min left']);
  });
});

describe('an agreement withdrawn', () => {
  const agreement = row('agreement', 'a1', {
    changed_at: '2026-11-21T22:00:00+00:00',
    fields: { person: 'p1', agency: 'light', state: 'withdrawn' },
  });
  const basis = row('referral_basis', 'b1', { fields: { person: 'p1', referral: 'r1' } });

  function referral(changed_at: string, more: object = {}) {
    return row('referral', 'r1', { changed_at, fields: { to_agency: 'light', reference: 'R-7K-0019', ...more } });
  }

  it('brings the referral that was edited around it', () => {
    const items = queueOf(desk([agreement, basis, referral('2026-11-21T23:00:00+00:00')]), ME);

    expect(items.map((item) => [item.kind, item.title])).toEqual([['agreement_withdrawn', 'R-7K-0019']]);
  });

  it('is quiet about a referral that was left alone, is closed, or goes elsewhere', () => {
    const alone = referral('2026-11-01T23:00:00+00:00');
    const closed = referral('2026-11-21T23:00:00+00:00', { state_for_test: 'closed' });
    const elsewhere = referral('2026-11-21T23:00:00+00:00', { to_agency: 'tideway' });

    for (const each of [alone, closed, elsewhere]) {
      expect(queueOf(desk([agreement, basis, each]), ME)).toEqual([]);
    }
  });

  it('says when a yes lost against a no', () => {
    const items = queueOf(desk([{ ...agreement, flags: ['giving_lost'] }]), ME);

    expect(items[0]?.why).toContain('a no');
  });
});

describe('reports and tasks', () => {
  it('counts the days for which nobody has answered, and leaves out those that nobody can answer', () => {
    const created_at = '2026-11-13T09:00:00+00:00';
    const named = row('community_report', 'c1', { created_at, fields: { submitted: 'x' } });
    const nameless = row('community_report', 'c2', { created_at, fields: { submitted: 'x', reporter_kind: 'anonymous' } });
    const answered = row('community_report', 'c3', { created_at, fields: { submitted: 'x', told_reporter: { on: 'x' } } });

    const items = queueOf(desk([named, nameless, answered]), ME);

    expect(items.map((item) => item.why)).toEqual(["Resident's report unanswered 9 days"]);
  });

  it('shows tasks that are mine, nobody\'s or overdue, and not those that others have in hand', () => {
    const tasks = [
      row('task', 'mine', { fields: { what: 'Call', owner: ME, due: '2026-11-23' } }),
      row('task', 'nobodys', { fields: { what: 'Call' } }),
      row('task', 'overdue', { fields: { what: 'Call', owner: 'finch', due: '2026-11-20' } }),
      row('task', 'theirs', { fields: { what: 'Call', owner: 'finch', due: '2026-11-25' } }),
      row('task', 'done', { fields: { what: 'Call', done_at: 'x' } }),
    ];

    const whys = queueOf(desk(tasks), ME).map((item) => item.why);

    expect(whys.sort()).toEqual(["Nobody's yet: Call", 'Overdue 2 days: Call', 'Yours, by 2026-11-23: Call']);
  });

  it('does not say twice what the record itself already says', () => {
    const error = { at: '2026-11-22T01:00:00+00:00', missing: 'x' };
    const warning = row('warning', 'w1', { fields: { given_in_error: error } });
    const task = row('task', 't1', { fields: { about: 'w1', what: 'Withdraw and tell', why: 'given_in_error' } });

    const items = queueOf(desk([warning, task], { state: 'given_in_error' }), ME);

    expect(items).toHaveLength(1);
  });
});

describe('which one it is', () => {
  it('is said without a name: a plate, or the conversation in which somebody was met last', () => {
    const rows = [
      row('vehicle', 'v1', { fields: { reported: 'LH43RCH' }, clashing: ['colour'] }),
      row('person_supported', 'p1', { fields: { names_used: ['Juniper'] }, clashing: ['age'] }),
      row('engagement', 'e1', { created_at: '2026-11-10T02:00:00+00:00', fields: { person: 'p1', reference: 'E-7K-0001' } }),
      row('engagement', 'e2', { created_at: '2026-11-12T02:00:00+00:00', fields: { person: 'p1', reference: 'E-7K-0009' } }),
    ];

    const titles = queueOf(desk(rows), ME).filter((item) => item.kind.endsWith('clash')).map((item) => item.title);

    expect(titles.sort()).toEqual(['LH43 RCH', 'person_supported, met in E-7K-0009'].sort());
  });
});
