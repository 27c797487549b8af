/** Operation Harbour as a supervisor's desk and an agency's page see it, for component tests and screenshots. */
import type { Erasable, Grant, Person } from '../src/api/core';
import { recordText, type MemoryCore } from '../src/api/memory_core';
import { momentOf } from '../src/lib/moments';
import { FINCH, harbour, IDS } from './harbour';

type Text = ReturnType<typeof recordText>;

const NOW = Date.now();

/** So many minutes before the present: ages on these screens are counted from it. */
export function ago(minutes: number): string {
  return momentOf(NOW - minutes * 60_000);
}

const HOUR = 60;
const DAY = 24 * HOUR;

export const KESTREL: Person = { id: '0b0e4c1e-1111-4000-8000-000000000009', name: 'Sgt Ruth Kestrel', role: 'supervisor', agency: null, username: 'kestrel' };
export const LINNET: Person = { id: '0b0e4c1e-1111-4000-8000-000000000011', name: 'Nia Linnet', role: 'support_worker', agency: IDS.agency, username: 'linnet' };
export const ROOK: Person = { id: '0b0e4c1e-1111-4000-8000-000000000021', name: 'Ivy Rook', role: 'records_officer', agency: null, username: 'rook' };
export const WREN = '0b0e4c1e-1111-4000-8000-000000000001';
export const STARLING = '0b0e4c1e-1111-4000-8000-000000000012';

export const DESK = {
  child: '0197f0bb-0000-7000-8000-000000000001',
  sorrel: '0197f0bb-0000-7000-8000-000000000002',
  maybe_victim: '0197f0bb-0000-7000-8000-000000000003',
  harmless: '0197f0bb-0000-7000-8000-000000000004',
  in_error: '0197f0bb-0000-7000-8000-000000000005',
  overdue: '0197f0bb-0000-7000-8000-000000000006',
  late: '0197f0bb-0000-7000-8000-000000000007',
  unanswered: '0197f0bb-0000-7000-8000-000000000008',
  juniper: '0197f0bb-0000-7000-8000-000000000009',
  bee: '0197f0bb-0000-7000-8000-000000000010',
} as const;

const SUPERVISOR_GRANTS: readonly Grant[] = ['op/harbour', 'care/harbour', 'sup/harbour', 'ref', 'staff'].map((stream) => ({ stream, mode: 'read', version: 1 }));

/** Sgt Kestrel's device with one of everything that waits. */
export function kestrelsDesk(more: readonly Text[] = []): MemoryCore {
  return harbour({ person: KESTREL, grants: SUPERVISOR_GRANTS }, [...colleagues(), ...people(), ...warnings(), ...promises(), ...more]);
}

/** Nia Linnet's device: her agency's referrals and nothing else. */
export function linnetsPage(more: readonly Text[] = []): MemoryCore {
  const light = `agency/${IDS.agency}`;
  const grants: readonly Grant[] = [light, 'ref'].map((stream) => ({ stream, mode: 'read', version: 1 }));
  const departed = [{ stream: light, reference: 'R-7K-0019', why: 'withdrawn', at: ago(20 * DAY) }];
  return harbour({ person: LINNET, grants, departed, records: [...agencies(), ...referrals(light), ...more] });
}

/** Ivy Rook's device: settings of the partnership, and what the server shows her of one sighting. */
export function rooksDesk(): MemoryCore {
  const grants: readonly Grant[] = ['ref', 'staff'].map((stream) => ({ stream, mode: 'read', version: 1 }));
  const said = (digit: string, minutes: number, set: Record<string, unknown>, erased = false): Erasable['changes'][number] => ({
    change: `0197f0bb-3333-7000-8000-00000000000${digit}`, hash: digit.repeat(64), author: WREN, received_at: ago(minutes), verdict: 'accepted', erased, set, reason: null,
  });
  const changes = [
    said('1', 3 * DAY, { reference: 'S-7K-0107', kind: 'note', words: 'Mr Tweed of number nine was shouting again.', happened_at: ago(3 * DAY) }),
    said('2', 2 * DAY, {}, true),
    said('3', DAY, { place: { street: 'Tide Lane' } }),
  ];
  return harbour({ person: ROOK, grants, records: [...colleagues(), ...agencies()], erasable: [{ record: DESK.late, type: 'sighting', stream: 'op/harbour', changes }] });
}

function text(type: string, stream: string, record: string, minutes: number, fields: Record<string, unknown>, more: Partial<Text> = {}): Text {
  const stamp = { author: WREN, at: ago(minutes), received_at: ago(minutes) };
  return recordText({ type, stream, record, fields, created: { ...stamp, install_code: '7K' }, changed: stamp, ...more });
}

function colleagues(): Text[] {
  return [
    recordText({ type: 'staff', stream: 'staff', fields: { person: WREN, name: 'PC Ada Wren', role: 'officer' } }),
    recordText({ type: 'staff', stream: 'staff', fields: { person: STARLING, name: 'PCSO Lily Starling', role: 'officer' } }),
    recordText({ type: 'operation', stream: 'op/harbour', fields: { name: 'Operation Harbour', telephone_control: '01632 960100', telephone_childrens_services: '01632 960130' } }),
  ];
}

function people(): Text[] {
  const said = (change: string, author: string, minutes: number, in_force: boolean, value: unknown) => ({
    change, author, at: ago(minutes), received_at: ago(minutes - 200), value, in_force, saw_other: false, reason: null,
  });
  const age = {
    field: 'age',
    values: [
      said('0197f0bb-1111-7000-8000-000000000001', WREN, 8 * HOUR, true, { view: 'could_be_under_18', how_known: 'appearance', words: 'said they are in year 12' }),
      said('0197f0bb-1111-7000-8000-000000000002', STARLING, 7 * HOUR, false, { view: 'adult_believed', how_known: 'appearance' }),
    ],
  };
  return [
    text('engagement', 'care/harbour', DESK.child, 125, { reference: 'E-7K-0044', contact: 'could_be_under_18', street: 'Ropewalk Street', happened_at: ago(125), control_reached: { reached: 'yes', who: 'Control', at: ago(120) }, childrens_services: { reached: 'not_yet' } }),
    text('person_supported', 'care/harbour', DESK.sorrel, 7 * HOUR, { names_used: ['Sorrel'], age: age.values[0]?.value }, { clashes: [age] }),
  ];
}

/** Everything that section 43 asks for. */
export const COMPLETE = {
  recipient_kind: 'individual', name: 'Ivor Roach', address: '3 Lea Close', birth: { date: '1981-03-12', how_known: 'document' },
  identity: { basis: 'document' }, sixteen_or_over: 'yes', driver_identified: 'stopped_driving', cautioned: 'no_questions_asked',
  could_be_victim: 'no', needs: 'none_told_or_seen', conduct: 'soliciting_from_vehicle',
  occasions: [{ element: 'o1', on: '2026-11-20', street: 'Ropewalk Street', words: 'Circled the block twice.' }],
  what_happened: 'On 20 November you drove round Ropewalk Street and asked people for sex.',
  evidence: [{ element: 'e1', kind: 'officer_saw' }],
  test_effect: { answer: 'yes', facts: 'Residents are afraid to go out.', evidence: ['Officer saw'] },
  test_persistent: { answer: 'yes', facts: 'Three dates.', evidence: ['Officer saw'] },
  test_unreasonable: { answer: 'yes', facts: 'No cause.', evidence: ['Officer saw'] },
  grounds: 'What I saw and what residents wrote.', fair_and_needed: 'Advice did not help.',
  conditions: [{ element: 'k1', text: 'Do not drive round these streets to buy sex.', kind: 'stop', why_needed: 'Harm.', why_reasonable: 'Narrow.', area_words: 'Ropewalk Street, Chandler Row', from_hour: '19:00', to_hour: '05:00', exceptions: ['home', 'work'] }],
  comply: 'at_once', ends: '2027-01-22', review_on: '2026-12-22', issuer_role: 'constable', authority_number: '4471',
};

function warnings(): Text[] {
  const warning = (record: string, minutes: number, fields: Record<string, unknown>): Text =>
    text('warning', 'op/harbour', record, minutes, { ...COMPLETE, submitted: ago(minutes), asked_at: ago(minutes), ...fields });
  return [
    warning(DESK.maybe_victim, 14, { reference: 'H-7K-0431', could_be_victim: 'maybe', reply_promised_by: ago(-31) }),
    warning(DESK.harmless, 50, { reference: 'H-7K-0433' }),
    warning(DESK.in_error, 40, { reference: 'H-7K-0420', given: { at: ago(300), by: FINCH.id, how: 'handed', signature: 'refused' }, given_in_error: { at: ago(40), missing: 'The person has an open welfare record; no second supervisor had decided.', tell_by: ago(-80) } }),
  ];
}

function promises(): Text[] {
  const referral = (record: string, minutes: number, fields: Record<string, unknown>): Text => text('referral', 'care/harbour', record, minutes, fields);
  return [
    referral(DESK.overdue, 5 * DAY, { reference: 'R-7K-0024', to_agency: IDS.agency, service: 'housing', ask: 'Somewhere safe to stay.', urgency: 'days_3', submitted: ago(5 * DAY), answer_by: ago(2 * DAY + 10), feedback_level: 'in_touch' }),
    text('referral_basis', 'care/harbour', '0197f0bb-0000-7000-8000-000000000016', 5 * DAY, { referral: DESK.overdue, person: IDS.supported }),
    text('community_report', 'op/harbour', DESK.unanswered, 9 * DAY, { reference: 'C-7K-0012', submitted: ago(9 * DAY), happened_at: ago(9 * DAY), place: { street: 'Tide Lane' }, saw_it: 'yes', kinds: ['noise'], plate_sure: 'none' }),
    text('reporter', 'sup/harbour', '0197f0bb-0000-7000-8000-000000000018', 9 * DAY, { kind: 'named', name: 'Mr Tweed', telephone: '01632 960144', reports: [DESK.unanswered], keep_from_partners: true, may_contact: 'yes' }),
    text('sighting', 'op/harbour', DESK.late, 30, { reference: 'S-7K-0107', kind: 'note', words: 'Grey van at the corner.', happened_at: ago(3 * DAY) }, {
      late: [{ change: '0197f0bb-2222-7000-8000-000000000001', author: FINCH.id, at: ago(3 * DAY), received_at: ago(30), set: { words: 'Grey van at the corner, two people inside.' }, why: 'The phone had been ended before it arrived.' }],
    }),
    text('task', 'op/harbour', '0197f0bb-0000-7000-8000-000000000020', 3 * DAY, { about: IDS.premises, what: 'Ask the landlord about new locks.', due: ago(2 * DAY).slice(0, 10), owner: FINCH.id }),
  ];
}

function agencies(): Text[] {
  return [
    recordText({ record: IDS.agency, type: 'agency', stream: 'ref', fields: { name: 'Harbour Light', kind: 'homeless_outreach', urgent_telephone: '01632 960111', duty_hours: 'Every day 08:00 to 22:00' } }),
    recordText({ record: '0197f0aa-0000-7000-8000-000000000013', type: 'agency', stream: 'ref', fields: { name: 'Tideway', kind: 'drug_and_alcohol' } }),
    recordText({ record: IDS.police, type: 'agency', stream: 'ref', fields: { name: 'Fairhaven Police', kind: 'police' } }),
  ];
}

function referrals(stream: string): Text[] {
  const safe_contact = { how: 'by_worker', by_whom: 'Nia', days: ['tuesday', 'thursday'], from_hour: '10:00', to_hour: '14:00', never: 'No voicemail, no letter', somebody_else_answers: '“wrong number”', must_not_know: '“F.”', true_until: '2027-02-20', checked_at: ago(16 * DAY) };
  const made = (record: string, minutes: number, fields: Record<string, unknown>): Text => {
    const stamp = { author: null, at: ago(minutes), received_at: ago(minutes) };
    return recordText({
      type: 'referral', stream, record, created: { ...stamp, install_code: null }, changed: stamp,
      fields: { to_agency: IDS.agency, service: 'outreach', submitted: ago(minutes), safe_contact, may_know: ['ask', 'facts', 'name', 'view_of_risk'], ...fields },
    });
  };
  return [
    made(DESK.juniper, 4 * HOUR, { reference: 'R-7K-0011', name_or_alias: 'Juniper', ask: 'A worker she can talk to, and help to register with a doctor.', urgency: 'days_3', answer_by: ago(-26 * HOUR), feedback_level: 'in_touch', facts: '“I would like somebody to talk to who is not police.”', view_of_risk: 'Worried about one man; safer in daytime.', agreement_words: 'Asked alone, in her own language. Said yes 6 Feb 23:20. Until 6 May.', named_agencies: ['0197f0aa-0000-7000-8000-000000000013'] }),
    made(DESK.bee, 9 * HOUR, { reference: 'R-7K-0027', name_or_alias: 'Bee', ask: 'Somewhere to sleep this week.', urgency: 'hours_24', answer_by: ago(-9 * HOUR), feedback_level: 'nothing' }),
    made('0197f0bb-0000-7000-8000-000000000022', 6 * DAY, { reference: 'R-7K-0022', name_or_alias: 'Rowan', ask: 'Help with papers.', urgency: 'days_10', answer_by: ago(2 * DAY), feedback_level: 'outcome', answer: { state: 'accepted', at: ago(5 * DAY), by: LINNET.id }, feedback: { in_touch: true, words: 'In touch', at: ago(4 * DAY) } }),
  ];
}
