/**
 * Files on this phone: hashed and sealed part by part as they are read, durable before they are named anywhere, kept
 * until every change that names them has its receipt and 30 days longer. Never whole in memory but to be shown.
 */

import { type Bytes, joined } from '../lib/bytes';
import type { FileValue } from '../records/shared_values';
import { FileDatabase, PART_BYTES, sealedSize, SMALL } from '../store/files';
import { filesOf } from '../records/named_files';
import type { FilesState } from '../store/view';
import type { ChangeText } from '../store/texts';
import type { OpenInstall } from '../sync/install';
import { fileCopy, openPart, sealPart } from './file_key';
import type { Vault } from './sealing';

const KEPT_AFTER_MS = 30 * 86_400_000;
/** A file that nothing names: its draft was given up. Long enough for a form that is still open. */
const UNNAMED_MS = 86_400_000;

/** A file that lies here. */
export interface KeptFile extends FileValue {
  readonly file: string;
  /** Its parts are sealed under this one. */
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly kept_at: number;
  readonly small: boolean;
  /** When the server had it, by change, as its receipts say; null: it may have lost it (PROTOCOL section 21). */
  readonly received: Readonly<Record<string, string | null>>;
  /** It no longer opens: this phone has lost it. */
  readonly damaged: boolean;
}

export class Files {
  readonly #database: FileDatabase;
  readonly #install: OpenInstall;
  readonly #vault: Vault;
  readonly #now: () => number;
  readonly #lock: string;
  readonly #kept = new Map<string, KeptFile>();

  constructor(install: OpenInstall, now: () => number) {
    this.#database = new FileDatabase(install.enrolment.install);
    this.#install = install;
    this.#vault = install.vault;
    this.#now = now;
    this.#lock = `files/keep/${install.enrolment.install}`;
  }

  close(): void {
    this.#database.close({ disableAutoOpen: true });
  }

  /** What lies on disk: at unlock, and when another tab has written. */
  async load(): Promise<void> {
    const rows = await this.#database.files.toArray();
    const read = await Promise.all(rows.map(async (row) => JSON.parse(await this.#vault.open('files', [row.file], row.sealed)) as KeptFile));
    this.#kept.clear();
    for (const each of read) this.#kept.set(each.sha256, each);
  }

  find(sha256: string): KeptFile | undefined {
    return this.#kept.get(sha256);
  }

  get all(): readonly KeptFile[] {
    return [...this.#kept.values()];
  }

  /** One after the other, and never beside the sweep, which would take a file's parts for left over. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(this.#lock, work);
  }

  get now(): number {
    return this.#now();
  }

  /** Bytes from `start` up to `end`. Rejects when they no longer open, after noting it. */
  async slice(kept: KeptFile, start: number, end: number): Promise<Bytes> {
    const parts: Bytes[] = [];
    for (let part = Math.floor(start / PART_BYTES); part * PART_BYTES < end; part += 1) {
      parts.push(await this.#part(kept, part));
    }
    const from = start - Math.floor(start / PART_BYTES) * PART_BYTES;
    return joined(...parts).slice(from, from + end - start);
  }

  /** The whole file, to be shown. */
  async whole(kept: KeptFile): Promise<Blob> {
    const parts: Bytes[] = [];
    for (let part = 0; part * PART_BYTES < kept.bytes; part += 1) parts.push(await this.#part(kept, part));
    return new Blob(parts, { type: kept.mime });
  }

  /** The small picture, null where there is none. */
  async small(sha256: string): Promise<Blob | null> {
    const kept = this.#kept.get(sha256);
    const row = kept?.small === true ? await this.#database.parts.get([kept.file, SMALL]) : undefined;
    if (kept === undefined || row === undefined) return null;
    return new Blob([await this.#vault.openBytes('files', [kept.file, SMALL], row.sealed)], { type: 'image/jpeg' });
  }

  /** Adds the small picture; a full disk does without. */
  async keepSmall(sha256: string, bytes: Bytes): Promise<void> {
    const kept = this.#kept.get(sha256);
    if (kept === undefined) return;
    await this.#database.parts.put({ file: kept.file, part: SMALL, sealed: await this.#vault.sealBytes('files', [kept.file, SMALL], bytes) });
    await this.write({ ...kept, small: true });
  }

  /** How the files of a change stand: what it names and lies here without a receipt waits. */
  stateOf(change: Pick<ChangeText, 'id' | 'set'>): FilesState {
    const waiting = this.waitingOf(change);
    if (waiting.length === 0) return null;
    return waiting.some((each) => each.damaged) ? 'damaged' : 'waiting';
  }

  waitingOf(change: Pick<ChangeText, 'id' | 'set'>): readonly KeptFile[] {
    const held = filesOf(change.set).map(({ sha256 }) => this.#kept.get(sha256));
    return held.filter((each) => each !== undefined).filter((each) => each.received[change.id] == null);
  }

  /** Files that were received once and that a server which was put back may have lost, with their changes. */
  get doubted(): readonly (readonly [change: string, kept: KeptFile])[] {
    return this.all.flatMap((kept) => Object.entries(kept.received).flatMap(([change, at]) => (at === null ? [[change, kept] as const] : [])));
  }

  /** The server was put back: what it had proved to have is asked for again. */
  async doubt(): Promise<void> {
    for (const kept of this.all) {
      const received = Object.fromEntries(Object.keys(kept.received).map((change) => [change, null]));
      if (Object.keys(received).length > 0) await this.write({ ...kept, received });
    }
  }

  /** The server has proved to have it for this change. */
  async received(kept: KeptFile, change: string, at: string): Promise<void> {
    const now = this.#kept.get(kept.sha256) ?? kept;
    await this.write({ ...now, received: { ...now.received, [change]: at } });
  }

  /** Takes away what nobody needs here: received long ago, or named by nothing that is left. */
  forget(named: ReadonlySet<string>): Promise<void> {
    return this.alone(() => this.#forget(named));
  }

  async #forget(named: ReadonlySet<string>): Promise<void> {
    const now = this.#now();
    for (const kept of this.all) {
      if (named.has(kept.sha256)) continue;
      const times = Object.values(kept.received);
      const over = times.length === 0 ? now - kept.kept_at > UNNAMED_MS : times.every((at) => at !== null && now - Date.parse(at) > KEPT_AFTER_MS);
      if (over) await this.#remove(kept);
    }
    await this.#sweep();
  }

  /** The words of this change were erased everywhere: its files go too, unless another change has them. */
  async erase(change: string, set: unknown): Promise<void> {
    const named = new Set(filesOf(set).map(({ sha256 }) => sha256));
    for (const kept of this.all) {
      const { [change]: own, ...others } = kept.received;
      if (own === undefined && !named.has(kept.sha256)) continue;
      if (Object.keys(others).length === 0) await this.#remove(kept);
      else await this.write({ ...kept, received: others });
    }
  }

  async #part(kept: KeptFile, part: number): Promise<Bytes> {
    const row = await this.#database.parts.get([kept.file, part]);
    try {
      if (row === undefined) throw new Changed();
      return await openPart(kept.key, this.#install.enrolment.install, kept.file, part, row.sealed);
    } catch (error) {
      await this.write({ ...(this.#kept.get(kept.sha256) ?? kept), damaged: true });
      throw error;
    }
  }

  /** Durable when it answers. */
  async write(kept: KeptFile): Promise<void> {
    const sealed = await this.#vault.seal('files', [kept.file], JSON.stringify(kept));
    const times = Object.values(kept.received);
    const waits = times.length === 0 || times.includes(null);
    const before = await this.#database.files.get(kept.file);
    const copy = before?.copy ?? (await fileCopy(this.#install, kept.file, kept));
    await this.#database.files.put({ ...before, file: kept.file, sealed, waits, size: sealedSize(kept.bytes), copy });
    this.#kept.set(kept.sha256, kept);
  }

  /** What the server has for sure goes before something new is refused. False when there was nothing. */
  async makeRoom(): Promise<boolean> {
    const there = this.all.filter(({ received }) => Object.keys(received).length > 0 && Object.values(received).every((at) => at !== null));
    for (const kept of there) await this.#remove(kept);
    return there.length > 0;
  }

  async #remove(kept: KeptFile): Promise<void> {
    this.#kept.delete(kept.sha256);
    await this.#database.files.delete(kept.file);
    await this.removeParts(kept.file);
  }

  /** One part, sealed where it belongs. */
  async putPart(file: string, key: string, part: number, bytes: Bytes): Promise<void> {
    const sealed = await sealPart(key, this.#install.enrolment.install, file, part, bytes);
    await this.#database.parts.put({ file, part, sealed });
  }

  async removeParts(file: string): Promise<void> {
    await this.#database.parts.where('file').equals(file).delete();
  }

  /** Parts of files that were never whole: the phone died while one was being kept. */
  async #sweep(): Promise<void> {
    const files = new Set(this.all.map((each) => each.file));
    for (const file of await this.#database.parts.orderBy('file').uniqueKeys()) {
      if (typeof file === 'string' && !files.has(file)) await this.removeParts(file);
    }
  }
}

/** Another length than was said, or a part that is gone. */
export class Changed extends Error {}
