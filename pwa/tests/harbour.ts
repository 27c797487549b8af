/** A small Operation Harbour in memory, for component tests and screenshots. Everybody in it is made up. */
import type { Grant, Id, Person } from '../src/api/core';
import { MemoryCore, recordText, type Seed } from '../src/api/memory_core';
import { BRIEFS, type TypeName } from '../src/records/index.gen';
import { SHAPES } from '../src/records/shapes.gen';
import type { Definitions } from '../src/store/definitions';

export const FINCH: Person = {
  id: '0b0e4c1e-1111-4000-8000-000000000002',
  name: 'PC Tom Finch',
  role: 'officer',
  agency: null,
  username: 'finch',
};

export const IDS = {
  vehicle: '0197f0aa-0000-7000-8000-000000000001',
  person: '0197f0aa-0000-7000-8000-000000000002',
  warning: '0197f0aa-0000-7000-8000-000000000003',
  template: '0197f0aa-0000-7000-8000-000000000004',
  report: '0197f0aa-0000-7000-8000-000000000005',
  agency: '0197f0aa-0000-7000-8000-000000000006',
  supported: '0197f0aa-0000-7000-8000-000000000007',
  engagement: '0197f0aa-0000-7000-8000-000000000008',
  agreement: '0197f0aa-0000-7000-8000-000000000009',
  near: '0197f0aa-0000-7000-8000-000000000010',
  premises: '0197f0aa-0000-7000-8000-000000000011',
  police: '0197f0aa-0000-7000-8000-000000000012',
} as const;

/** Noon before the night of every test: 22 November 2026. */
export const NOW = '2026-11-22T22:14:00+00:00';

const GRANTS: readonly Grant[] = [
  { stream: 'op/harbour', mode: 'read', version: 1 },
  { stream: 'care/harbour', mode: 'read', version: 1 },
  { stream: 'sup/harbour', mode: 'create', version: 1 },
  { stream: 'ref', mode: 'read', version: 1 },
  { stream: 'staff', mode: 'read', version: 1 },
];

export function definitions(): Definitions {
  const names = Object.keys(BRIEFS) as TypeName[];
  return new Map(
    names.map((name) => {
      const { home, reference_letter, paired } = BRIEFS[name];
      return [name, { name, home, reference_letter, paired, fields: SHAPES[name] }];
    }),
  );
}

/** The core with everything below; `seed` lays over it, `more` adds records. */
export function harbour(seed: Seed = {}, more: readonly ReturnType<typeof recordText>[] = []): MemoryCore {
  return new MemoryCore({
    person: FINCH,
    grants: GRANTS,
    definitions: definitions(),
    records: [...law(), ...people(), ...streets(), ...care(), ...more],
    ...seed,
  });
}

function law(): ReturnType<typeof recordText>[] {
  const setting = (key: string, fields: Record<string, unknown>): ReturnType<typeof recordText> =>
    recordText({
      type: 'legal_setting',
      stream: 'ref',
      fields: { key, in_force: true, from: '2014-10-20', source: '2014 Act, Part 4 Chapter 1', ...fields },
    });
  const wording = (text: string): Record<string, unknown> => ({ unit: 'wording', wording: [{ element: 'en', language: 'en', text }] });
  return [
    setting('warning_age_minimum', { value: '16', unit: 'years' }),
    setting('warning_months_default', { value: '6', unit: 'months' }),
    setting('notice_fine_individual', { value: '2500', unit: 'pounds' }),
    setting(
      'warning_consequence',
      wording(
        'Not following this warning is not an offence. If the conduct goes on having this effect we may give you a notice. Not following a notice is an offence; the fine is up to {notice_fine_individual}. There is no appeal to a court against this warning. You can get legal advice.',
      ),
    ),
    setting('warning_ask_for_change', wording('You can ask us at any time to change or withdraw it: 01632 960110, or cpw@example.org.')),
  ];
}

function people(): ReturnType<typeof recordText>[] {
  const staff = (fields: Record<string, unknown>): ReturnType<typeof recordText> => recordText({ type: 'staff', stream: 'staff', fields });
  return [
    recordText({ record: IDS.police, type: 'agency', stream: 'ref', fields: { name: 'Fairhaven Police', kind: 'police' } }),
    recordText({ record: IDS.agency, type: 'agency', stream: 'ref', fields: { name: 'Harbour Light', kind: 'homeless_outreach', services: ['outreach'] } }),
    staff({ person: FINCH.id, name: 'PC Tom Finch', role: 'officer', agency: IDS.police, authorities: [{ element: 'a1', kind: 'constable', number: '4471' }] }),
    staff({ person: '0b0e4c1e-1111-4000-8000-000000000009', name: 'Sgt Ruth Kestrel', role: 'supervisor' }),
    recordText({
      record: IDS.person,
      type: 'person',
      stream: 'op/harbour',
      fields: {
        kind: 'individual',
        name: 'Ivor Roach',
        birth: { date: '1981-03-12', how_known: 'document' },
        identity: { basis: 'document' },
        addresses: [{ element: 'h1', words: '3 Lea Close, Fairhaven' }],
      },
    }),
  ];
}

function streets(): ReturnType<typeof recordText>[] {
  const op = (type: string, fields: Record<string, unknown>, record?: Id): ReturnType<typeof recordText> =>
    recordText({ type, stream: 'op/harbour', fields, ...(record === undefined ? {} : { record }) });
  const report = (record: Id, at: string, fields: Record<string, unknown> = {}): ReturnType<typeof recordText> =>
    op('community_report', { reference: 'C-7K-0031', submitted: at, happened_at: at, place: { street: 'Ropewalk Street' }, saw_it: 'yes', kinds: ['kerb_crawling'], plate_sure: 'all', plate: 'LH43RCH', words: 'Third time round.', ...fields }, record);
  return [
    op('operation', { name: 'Operation Harbour', warning_months: 6, review_days: 90 }, 'harbour'),
    op('zone', { name: 'Ropewalk block', kind: 'hot_spot', streets: ['Ropewalk Street', 'Chandler Row'] }),
    op('vehicle', { reported: 'LH43 RCH', normalised: 'LH43RCH', confirmed: { plate: 'LH43RCH', from: 'cctv' }, make: 'Corrin', model: 'estate', colour: 'silver', type: 'car' }, IDS.vehicle),
    op('vehicle', { reported: 'LH4J RCH', normalised: 'LH4JRCH', colour: 'grey' }, IDS.near),
    report(IDS.report, '2026-11-20T22:40:00+00:00'),
    report('0197f0aa-0000-7000-8000-000000000020', '2026-11-18T23:05:00+00:00', { place: { street: 'Chandler Row' } }),
    report('0197f0aa-0000-7000-8000-000000000021', '2026-11-12T21:50:00+00:00'),
    op('sighting', { reference: 'S-7K-0102', kind: 'vehicle', vehicle: IDS.vehicle, plate: 'LH43RCH', happened_at: '2026-11-21T22:15:00+00:00', place: { street: 'Ropewalk Street' }, doing: ['circling'] }),
    op('premises', { address: 'Flat 2, 8 Tide Lane', tenure: 'housing_association', kind: 'flat' }, IDS.premises),
    op('warning_template', {
      name: 'Kerb crawling, Ropewalk block', conduct: 'soliciting_from_vehicle', kind: 'stop', from: '2026-01-01', months: 6, review_days: 90,
      text: 'Do not drive round or stop in these streets to buy sex.', why_needed: 'Residents are approached and cannot sleep.', why_reasonable: 'It stops nothing that is lawful and needed.',
      area_words: 'Ropewalk Street, Chandler Row', from_hour: '19:00', to_hour: '05:00',
      exceptions: ['court', 'emergency', 'home', 'medical', 'school_run', 'transport', 'work', 'worship'],
    }, IDS.template),
    op('warning', {
      reference: 'H-7K-0398', recipient_kind: 'individual', name: 'Ivor Roach', recipient: IDS.person, vehicle: IDS.vehicle, conduct: 'soliciting_from_vehicle',
      submitted: '2026-09-12T22:00:00+01:00', begins: '2026-09-12', ends: '2027-03-12', review_on: '2026-12-12',
      given: { at: '2026-09-12T22:58:00+01:00', by: FINCH.id, how: 'handed', signature: 'refused', understood: 'said_yes' },
      what_happened: 'On 2 and 5 September you drove round and asked people for sex.',
      conditions: [{ element: 'k1', kind: 'stop', text: 'Do not drive round these streets to buy sex.', area_words: 'Ropewalk Street, Chandler Row', from_hour: '19:00', to_hour: '05:00', exceptions: ['home', 'work', 'medical', 'court', 'worship', 'transport'] }],
    }, IDS.warning),
  ];
}

function care(): ReturnType<typeof recordText>[] {
  const held = (type: string, record: Id, fields: Record<string, unknown>): ReturnType<typeof recordText> =>
    recordText({ type, record, stream: 'care/harbour', fields });
  return [
    held('person_supported', IDS.supported, { names_used: ['Juniper'], risk: 'medium', safe_contact: { how: 'by_worker', by_whom: 'Nia', days: ['tuesday', 'thursday'], from_hour: '10:00', to_hour: '14:00', somebody_else_answers: 'wrong number', never: 'No voicemail, no letter', true_until: '2026-12-06' } }),
    held('engagement', IDS.engagement, { reference: 'E-7K-0044', contact: 'talked', happened_at: '2026-11-22T21:20:00+00:00', place: { street: 'Ropewalk Street' }, person: IDS.supported, in_their_words: 'I would like a worker I can talk to.', their_words: 'I would like a worker I can talk to.' }),
    held('agreement', IDS.agreement, { person: IDS.supported, agency: IDS.agency, state: 'given', may_know: ['ask', 'facts', 'name', 'safe_contact'], feedback_level: 'in_touch', alone: 'alone', understood: 'yes', well: 'yes', language: 'en', asked_at: '2026-11-22T21:25:00+00:00', until: '2027-02-22' }),
  ];
}
