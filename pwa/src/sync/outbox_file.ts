/**
 * What is not sent yet as a file that only the server can read (PROTOCOL section 26): a line that says what it is, one
 * sealed thing in each line, and a line with a hash over all before it, so that a cut or altered file is known.
 */

import { sha256 } from '../lib/hashes';
import { isObject, parsed } from '../store/texts';
import type { SealedThing } from '../vault/server_seal';

const VERSION = 1;

/** tenant: null where the phone was locked and had not kept it. made_at: by the clock of the phone that wrote it. */
export interface OutboxFile {
  readonly tenant: string | null;
  readonly made_at: string;
  readonly things: readonly SealedThing[];
  /** How many the first line promised and are not there: the file was cut. */
  readonly missing: number;
}

/** Why a text is no such file. */
export type NoFile = 'outbox_not_ours' | 'outbox_newer' | 'outbox_damaged';

type Read = { readonly kind: 'file'; readonly file: OutboxFile } | { readonly kind: 'none'; readonly code: NoFile };

interface Head {
  readonly tenant: string | null;
  readonly made_at: string;
  readonly count: number;
}

/** The file's text. */
export async function outboxFile(tenant: string | null, made_at: string, things: readonly SealedThing[]): Promise<string> {
  const head = { lantern: 'outbox', version: VERSION, tenant, made_at, count: things.length };
  const lines = [head, ...things].map((each) => `${JSON.stringify(each)}\n`).join('');
  return `${lines}${JSON.stringify({ end: await sha256(lines) })}\n`;
}

/** Reads one, also one whose line ends a mail program has changed, and several of one phone behind one another. */
export async function readOutboxFile(text: string): Promise<Read> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const things = new Map<string, SealedThing>();
  let first: Head | null = null;
  let missing = 0;
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    const head = headOf(parsed(lines[at] ?? ''));
    if (typeof head === 'string') return { kind: 'none', code: first === null ? head : 'outbox_damaged' };
    if (first !== null && head.tenant !== first.tenant) return { kind: 'none', code: 'outbox_damaged' };
    const section = await readSection(lines, at, head);
    if (section === null) return { kind: 'none', code: 'outbox_damaged' };
    for (const each of section.things) things.set(JSON.stringify(each), each);
    missing += section.missing;
    first ??= head;
    at = section.next;
  }
  if (first === null) return { kind: 'none', code: 'outbox_not_ours' };
  return { kind: 'file', file: { tenant: first.tenant, made_at: first.made_at, things: [...things.values()], missing } };
}

interface Section {
  readonly things: readonly SealedThing[];
  readonly missing: number;
  /** Where the lines after it begin. */
  readonly next: number;
}

/** The things behind the head at `from`; null when what is there is not what was written. */
async function readSection(lines: readonly string[], from: number, head: Head): Promise<Section | null> {
  const things: SealedThing[] = [];
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = parsed(lines[at] ?? '');
    if (isThing(line)) things.push(line);
    else if (isObject(line) && typeof line['end'] === 'string') {
      const whole = line['end'] === (await sha256(lines.slice(from, at).map((each) => `${each}\n`).join('')));
      return whole && things.length === head.count ? { things, missing: 0, next: at + 1 } : null;
    } else if (lines.slice(at + 1).some((each) => each.trim() !== '')) return null;
  }
  // Its end is not there: each whole line still stands for itself, since the server proves what is in it.
  return things.length > head.count ? null : { things, missing: head.count - things.length, next: lines.length };
}

function headOf(value: unknown): Head | NoFile {
  if (!isObject(value) || value['lantern'] !== 'outbox') return 'outbox_not_ours';
  const { version, tenant, made_at, count } = value;
  if (typeof version === 'number' && version > VERSION) return 'outbox_newer';
  const told = (tenant === null || typeof tenant === 'string') && typeof made_at === 'string' && typeof count === 'number';
  return told ? { tenant, made_at, count } : 'outbox_damaged';
}

function isThing(value: unknown): value is SealedThing {
  if (!isObject(value) || !['kid', 'install', 'sealed'].every((key) => typeof value[key] === 'string')) return false;
  return Number.isSafeInteger(value['dseq']) || typeof value['note'] === 'string';
}
