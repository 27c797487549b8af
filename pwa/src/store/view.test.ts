import { describe, expect, it } from 'vitest';
import { recordText } from '../api/memory_seed';
import { DEFINITIONS, kindsOf } from './definitions';
import { type Pending, recordView } from './view';

const AT = '2026-11-22T02:00:00+00:00';
const CONTACT = { add: [{ at: AT, how: 'in_person', reached: 'yes' }], remove: [] };

/** A change that has its receipt, and that no pull has passed in the books yet. */
function sent(id: string): Pending {
  const change = {
    id, tenant: 't', stream: 'agency/light', install: 'one', author: 'linnet', dseq: 1, prev: null, type: 'referral_work', record: 'r1', op: 'create' as const,
    base: null, after: null, set: { contacts: CONTACT }, resolves: [], seen: null, at: { wall: AT, monotonic: 1, session: 's' }, schema: 1, app: 'test', salt: '', reason: null,
  };
  return { change, hash: 'h', state: 'sent', verdict: 'accepted', problems: [], receipt: null };
}

describe("a record's view", () => {
  it('counts a change once while a pull has brought it and the books still list it', () => {
    const value = { id: 'c1/0', author: 'linnet', at: AT, value: CONTACT.add[0] };
    const text = recordText({
      record: 'r1', type: 'referral_work', stream: 'agency/light', fields: { contacts: [value] },
      history: [{ change: 'c1', author: 'linnet', op: 'create', at: AT, received_at: AT, fields: ['contacts'], set: {}, reason: null, verdict: 'accepted' }],
    });

    const view = recordView(text, [sent('c1'), sent('c2')], kindsOf(DEFINITIONS, 'referral_work'), { install: 'one', install_code: '7K' });

    expect(view?.history.map((entry) => entry.change)).toEqual(['c1', 'c2']);
    expect((view?.fields['contacts'] as { id: string }[]).map((entry) => entry.id)).toEqual(['c1/0', 'c2/0']);
  });
});
