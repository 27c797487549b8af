/**
 * What was written while locked becomes ordinary signed changes at the unlock, with the moment at which it was written;
 * what is not complete becomes a draft. Each leaves the letterbox in the transaction that keeps what it became.
 */

import type { Fields, Id, Intent, Saved, Summary } from '../api/core';
import { CAPTURE_KINDS, type CaptureKind, type Opened } from '../api/locked';
import { presencesOf } from '../records/patrol/presence';
import { href } from '../routes';
import type { Database } from '../store/database';
import { type Content, openLetterbox, opener, valuesOf } from './letterbox';
import type { OpenWork } from './open_work';

/** Said in the history of each: whoever held the phone may have written it. */
export const WHY = 'Written while the phone was locked, without a PIN';
/** An entry before it says the street of the next for a shift. */
const SAME_SHIFT_MS = 12 * 3_600_000;
const LOOKED_AT = 30;
const WALKING: ReadonlySet<string> = new Set(['officer', 'council_officer', 'supervisor']);

interface Where {
  readonly street: string;
  readonly patrol: Id | null;
}

/** Says on the locked phone what may be written: nothing where an operation of this person forbids it. */
export async function setLetterbox(work: OpenWork, database: Database): Promise<void> {
  const { rows } = await work.reading.list({ types: ['operation'] });
  const off = rows.some((row) => row.fields['locked_capture'] === false);
  await openLetterbox(database, work.install, off ? [] : takesOf(work));
}

/** Empties the letterbox. Null when nothing was in it. One tab after the other: none makes a thing twice. */
export async function takeCaptured(work: OpenWork, database: Database): Promise<Opened | null> {
  return navigator.locks.request(`captures/${work.install.enrolment.install}`, async () => {
    const rows = await database.strict.captures.toArray();
    if (rows.length === 0) return null;
    const open = await opener(database, work.install);
    const contents = await Promise.all(rows.map(async (row) => ({ row, content: await open(row.capture, row.sealed) })));
    const read = contents.flatMap(({ row, content }) => (content === null ? [] : [{ capture: row.capture, content }]));
    read.sort((one, other) => Date.parse(one.content.at) - Date.parse(other.content.at));
    const saved: Saved[] = [];
    for (const each of read) {
      const kept = await made(work, database, each.capture, each.content);
      if (kept !== null) saved.push(kept);
    }
    return { saved, drafts: read.length - saved.length, unreadable: rows.length - read.length };
  });
}

/** A change where it is complete, else a draft: null then. */
async function made(work: OpenWork, database: Database, capture: Id, content: Content): Promise<Saved | null> {
  const type = content.captured.kind === 'met' ? 'engagement' : 'sighting';
  const stream = streamOf(work, type === 'engagement' ? 'care' : 'op');
  const set = valuesOf(content, await whereAt(work, Date.parse(content.at)));
  if (isComplete(content, set) && stream !== null) {
    const intent: Intent = { type, record: null, new_record: capture, stream, set, reason: WHY };
    const outcome = await work.save([intent], [capture]);
    if (outcome.ok) return outcome.value[0] ?? null;
  }
  const draft = { draft: capture, type, record: null, stream, route: routeOf(content, capture), title: TITLES[content.captured.kind], values: set, saved_at: content.at };
  const row = await work.drafts.row(draft);
  await database.strict.transaction('rw', [database.strict.drafts, database.strict.captures], async () => {
    await database.strict.drafts.put(row);
    await database.strict.captures.delete(capture);
  });
  return null;
}

const TITLES: Readonly<Record<CaptureKind, string>> = { met: 'Met someone', vehicle: 'Vehicle', note: 'Note' };

/** Only the words on the one key say all of it. */
function isComplete({ captured }: Content, set: Fields): boolean {
  return captured.kind !== 'met' || (captured.contact === 'said_hello' && set['street'] !== '');
}

/** The screen that goes on with it. */
function routeOf({ captured }: Content, draft: Id): string {
  if (captured.kind !== 'met') return href(captured.kind, { draft });
  switch (captured.contact) {
    case 'said_hello':
      return href('write', { type: 'engagement', draft });
    case 'talked':
      return href('talked', { draft });
    case 'could_be_under_18':
      return href('child', { draft });
    case 'urgent':
      return href('urgent', { draft });
  }
}

/** The patrol under way at that moment and its street, as *Met someone* would have offered them; else the street of the entry before. */
async function whereAt(work: OpenWork, at: number): Promise<Where> {
  const { person } = work.install.enrolment;
  const patrols = await work.reading.list({ types: ['patrol'], newest_first: true, limit: LOOKED_AT });
  const patrol = patrols.rows.find((row) => isOf(row, person.id) && wasUnderWay(row.fields, at)) ?? null;
  const street = patrol === null ? '' : await streetOf(work, patrol.fields, at);
  if (street !== '') return { street, patrol: patrol?.record ?? null };
  const met = await work.reading.list({ types: ['engagement'], author: person.id, newest_first: true, limit: LOOKED_AT });
  const before = met.rows.find((row) => isBefore(row.fields, at));
  return { street: text(before?.fields['street']), patrol: patrol?.record ?? null };
}

async function streetOf(work: OpenWork, patrol: Fields, at: number): Promise<string> {
  const stay = presencesOf(patrol).find((each) => Date.parse(each.here_at) <= at && (each.left_at === null || Date.parse(each.left_at) >= at));
  const zones: readonly unknown[] = Array.isArray(patrol['zones']) ? patrol['zones'] : [];
  const wanted = stay?.zone ?? zones[0];
  const { rows } = await work.reading.list({ types: ['zone'] });
  const streets = rows.find((row) => row.record === wanted)?.fields['streets'];
  return Array.isArray(streets) ? text(streets[0]) : '';
}

/** Started by this person on any phone, or by a colleague who named them in the team. */
function isOf(patrol: Summary, person: Id): boolean {
  const team: readonly unknown[] = Array.isArray(patrol.fields['team']) ? patrol.fields['team'] : [];
  return patrol.author === person || team.some((each) => (each as Fields)['person'] === person);
}

function wasUnderWay(patrol: Fields, at: number): boolean {
  const [began, ended] = [Date.parse(text(patrol['started_at'])), text(patrol['ended_at'])];
  return (patrol['voided'] ?? null) === null && began <= at && (ended === '' || Date.parse(ended) >= at);
}

function isBefore(met: Fields, at: number): boolean {
  const ago = at - Date.parse(text(met['happened_at']));
  return (met['voided'] ?? null) === null && ago >= 0 && ago <= SAME_SHIFT_MS;
}

function takesOf(work: OpenWork): readonly CaptureKind[] {
  if (!WALKING.has(work.install.enrolment.person.role)) return [];
  return CAPTURE_KINDS.filter((kind) => streamOf(work, kind === 'met' ? 'care' : 'op') !== null);
}

function streamOf(work: OpenWork, home: 'care' | 'op'): string | null {
  return work.install.enrolment.streams.find((grant) => grant.stream.startsWith(`${home}/`))?.stream ?? null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
