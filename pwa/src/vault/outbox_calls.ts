/**
 * What lies on this phone and is not proved to be at the server: counted and exported without any PIN, since it is
 * sealed to the server, and taken in from another phone's file to be delivered by this session (PROTOCOL section 26).
 */

import type { ExportedOutbox, Outcome, OutboxLeft, TakenOutbox } from '../api/core';
import { failed } from '../api/device_problems';
import { Connection } from '../store/database';
import { waitingFiles } from '../store/files';
import { allInstalls } from '../store/registry';
import { type Left, undelivered } from '../store/undelivered';
import { deliverAll } from '../sync/deliver';
import type { OpenInstall } from '../sync/install';
import { outboxFile, readOutboxFile } from '../sync/outbox_file';
import type { Session } from '../sync/session';
import type { SealedThing } from './server_seal';

/** Characters of a file that is still read: some 15,000 entries. */
const CHARACTERS_MAX = 64 * 1024 * 1024;

/** Of every install in this browser. */
export async function outboxLeft(): Promise<OutboxLeft> {
  const all = await leftOfAll();
  const things = all.flatMap(({ left }) => left.things.map(({ thing }) => thing));
  const { entries, drafts } = countOf(things);
  const unsealed = all.reduce((sum, { left }) => sum + left.unsealed, 0);
  const files = (await Promise.all((await allInstalls()).map(({ install }) => waitingFiles(install)))).reduce((sum, each) => sum + each, 0);
  return { entries, drafts, unsealed, files };
}

/** The file of all that. wall: local time with its offset. */
export async function exportOutbox(wall: string): Promise<Outcome<ExportedOutbox>> {
  const all = await leftOfAll();
  const things = all.flatMap(({ left }) => left.things.map(({ thing }) => thing));
  if (things.length === 0) return failed('nothing_to_export');
  const tenant = all.find((each) => each.tenant !== null)?.tenant ?? null;
  const name = `lantern-unsent-${wall.slice(0, 16).replace(/[T:]/g, '-')}.txt`;
  return { ok: true, value: { name, text: await outboxFile(tenant, wall, things), ...countOf(things) } };
}

/** Delivers what a file holds in this session, and tells what the server has proved to have. Taking it again does no harm. */
export async function takeOutbox(install: OpenInstall, session: Session, text: string): Promise<Outcome<TakenOutbox>> {
  if (text.length > CHARACTERS_MAX) return failed('outbox_too_large');
  const read = await readOutboxFile(text);
  if (read.kind === 'none') return failed(read.code);
  const { file } = read;
  const { tenant, install: carrier } = install.enrolment;
  if (file.tenant !== null && file.tenant !== tenant) return failed('outbox_other_tenant');
  const stored: SealedThing[] = [];
  const delivery = {
    tenant,
    send: (things: readonly SealedThing[]) =>
      session.call({ method: 'POST', path: '/api/push', body: { install: carrier, changes: [], views: [], sealed: things }, gzip: true }),
    keys: () => Promise.resolve(install.receipt_keys),
  };
  const ended = await deliverAll(file.things.map((thing) => ({ thing })), delivery, (done) => {
    stored.push(...done.map(({ sent }) => sent.thing));
    return Promise.resolve();
  });
  const had = new Set(stored);
  const left = file.things.filter((each) => !had.has(each));
  if (stored.length === 0 && ended !== 'ok') return failed(ended === 'problem' && session.sign_in_needed ? 'sign_in_needed' : 'not_reached');
  return {
    ok: true,
    value: { made_at: file.made_at, stored: countOf(stored), left: countOf(left), missing: file.missing, broken_off: ended !== 'ok' },
  };
}

async function leftOfAll(): Promise<readonly { readonly tenant: string | null; readonly left: Left }[]> {
  const rows = await allInstalls();
  return Promise.all(
    rows.map(async ({ install, tenant }) => {
      const strict = new Connection(`lantern-${install}`, 'strict');
      strict.on('versionchange', () => strict.close());
      try {
        await strict.open();
        return { tenant: tenant ?? null, left: await undelivered(strict) };
      } finally {
        strict.close();
      }
    }),
  );
}

function countOf(things: readonly SealedThing[]): { entries: number; drafts: number } {
  const drafts = things.filter((each) => 'note' in each).length;
  return { entries: things.length - drafts, drafts };
}
