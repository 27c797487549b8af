/**
 * Which installs this browser holds. Two people on one phone are two installs, each with a database of its own;
 * whose they are cannot be read here, only recognised after a sign-in.
 */

import { Dexie, type Table } from 'dexie';
import { hashedArray, sha256 } from '../lib/hashes';

export interface InstallRow {
  readonly install: string;
  /** Recognises the person after a sign-in. */
  readonly owner: string;
  readonly ended: boolean;
  /** Order of use, newest largest. */
  readonly used: number;
  /** Order of coming, the first smallest; missing in rows from before there were several. */
  readonly joined?: number;
  /** What the locked phone shows of its person: initials or a call sign, as they chose. */
  readonly sign?: string;
  /** Its person has forgotten the PIN and begun anew: ended at the server too, once its changes are there. */
  readonly anew?: true;
  /** Random id of the partnership, for the head of an exported outbox; the site's address tells as much. */
  readonly tenant?: string;
  /** Missing in rows from before it was kept. */
  readonly known_by?: KnownBy;
}

/**
 * What a server that has lost an install knows it by again (PROTOCOL section 21). In clear, because it is wanted while
 * the install is locked; nothing of it is secret: a key's public half, what was signed once to enrol, and what those
 * who end lost phones see.
 */
export interface KnownBy {
  readonly public_key: string;
  readonly signature: string;
  readonly label: string;
  readonly code: string;
}

class Registry extends Dexie {
  declare installs: Table<InstallRow, string>;

  constructor() {
    super('lantern', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ installs: 'install' });
    this.on('versionchange', () => this.close());
  }
}

async function within<T>(work: (registry: Registry) => Promise<T>): Promise<T> {
  const registry = new Registry();
  try {
    return await work(registry);
  } finally {
    registry.close();
  }
}

/** The hash by which a person's install is found again: random ids in, nothing out. */
export function ownerOf(install: string, person: string): Promise<string> {
  return sha256(hashedArray(['lantern-owner-v1', install, person]));
}

/** The install that was used last and still stands, or null. */
export async function lastInstall(): Promise<InstallRow | null> {
  const rows = await within((registry) => registry.installs.toArray());
  const standing = rows.filter((row) => !row.ended);
  return standing.reduce<InstallRow | null>((last, row) => (last === null || row.used > last.used ? row : last), null);
}

/** Everybody who can unlock this phone, in the order in which they came. */
export async function standingInstalls(): Promise<readonly InstallRow[]> {
  const rows = await within((registry) => registry.installs.toArray());
  return rows.filter((row) => !row.ended).sort((one, other) => (one.joined ?? 0) - (other.joined ?? 0));
}

/** What the locked phone shows of its person; empty: nothing but a number. */
export async function setSign(install: string, sign: string): Promise<void> {
  await within((registry) => registry.installs.update(install, { sign }));
}

/** Its person begins anew on this phone: it is no longer offered, and goes once everything of it is delivered. */
export async function beginAnew(install: string): Promise<void> {
  await within((registry) => registry.installs.update(install, { ended: true, anew: true }));
}

/** Whether its person began anew, and the server may still think that it stands. */
export async function isAnew(install: string): Promise<boolean> {
  const row = await within((registry) => registry.installs.get(install));
  return row?.anew === true;
}

/** The install of a person in this browser that still stands, or null. */
export async function installOf(person: string): Promise<InstallRow | null> {
  const rows = await within((registry) => registry.installs.toArray());
  for (const row of rows) {
    if (!row.ended && row.owner === (await ownerOf(row.install, person))) return row;
  }
  return null;
}

/** The other installs of this browser, ended ones too. */
export async function otherInstalls(than: string): Promise<readonly string[]> {
  const rows = await within((registry) => registry.installs.toArray());
  return rows.map((row) => row.install).filter((install) => install !== than);
}

/** Every install of this browser, ended ones too. */
export function allInstalls(): Promise<readonly InstallRow[]> {
  return within((registry) => registry.installs.toArray());
}

/** Whether somebody in charge is known to have ended it. */
export async function isEnded(install: string): Promise<boolean> {
  const row = await within((registry) => registry.installs.get(install));
  return row?.ended === true;
}

/** What this install is known by again, when it is this person's: nobody else's proof would count. */
export async function knownBy(install: string, person: string): Promise<KnownBy | null> {
  const row = await within((registry) => registry.installs.get(install));
  return row?.owner === (await ownerOf(install, person)) ? (row.known_by ?? null) : null;
}

/** A server that had lost it has given it another code, because its own was taken meanwhile. */
export async function noteCode(install: string, code: string): Promise<void> {
  await within((registry) => registry.installs.update(install, { 'known_by.code': code }));
}

/** Takes it out of the list: its database is gone. */
export async function forgetInstall(install: string): Promise<void> {
  await within((registry) => registry.installs.delete(install));
}

/** Makes this install the one that is offered first. more: as far as it is known; what was known stays. */
export async function useInstall(install: string, owner: string, more: Pick<InstallRow, 'tenant' | 'known_by'> = {}): Promise<void> {
  await within((registry) =>
    registry.transaction('rw', registry.installs, async () => {
      const rows = await registry.installs.toArray();
      const used = rows.reduce((most, row) => Math.max(most, row.used), 0) + 1;
      const known = rows.find((row) => row.install === install);
      const joined = known?.joined ?? rows.reduce((most, row) => Math.max(most, row.joined ?? 0), 0) + 1;
      await registry.installs.put({ ...known, install, owner, ended: false, used, joined, ...more });
    }),
  );
}

/** Somebody in charge ended it: it is no longer offered, and its database keeps what is unsent, sealed. */
export async function endInstall(install: string): Promise<void> {
  await within(async (registry) => {
    await registry.installs.update(install, { ended: true });
  });
}
