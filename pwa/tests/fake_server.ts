/**
 * A small Lantern server behind `fetch`, for tests of the core: it takes changes in, signs receipts, keeps streams with
 * digests, and can be told to misbehave as networks and servers do. Records are folded with the phone's own overlay.
 */

import { base64url, utf8 } from '../src/lib/bytes';
import { hashedArray, type HashedValue, sha256 } from '../src/lib/hashes';
import { DEFINITIONS, kindsOf } from '../src/store/definitions';
import { digits, sumOf } from '../src/store/digest';
import { overlaid } from '../src/store/overlay';
import type { KnownBy } from '../src/store/registry';
import type { ChangeText, RecordText } from '../src/store/texts';
import type { SealedThing } from '../src/vault/server_seal';
import { linkText, type KeyLink, type Purpose } from '../src/sync/new_keys';
import { storedText } from '../src/sync/stored';
import { importPublicKey, verified } from '../src/vault/signing';
import { type Family, FakeInstalls, type KnownInstalls, type Refused, type Who } from './fake_installs';
import { openSealed } from './open_sealed';

const TENANT = '5b1d05a2-ccf3-4627-8ce6-a88e25b2de29';
const NOW = '2026-11-22T03:00:00.000Z';
const PERSON = { id: '4a29aebf-5b3e-4333-a468-def11885a4b0', name: 'PC Wren', role: 'officer', agency: null, username: 'wren' };
const STATUS: Readonly<Record<Refused, number>> = { proof_wrong: 401, install_revoked: 401, install_taken: 403, not_found: 404 };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

interface Placed {
  seq: number;
  version: number;
  text: RecordText | null;
  /** It went to the old records or came back: nobody is told why, as of a referral. */
  moved?: true;
}

interface Stream {
  epoch: number;
  seq: number;
  readonly records: Map<string, Placed>;
}

/** What a server held at one moment. */
export interface Copy {
  readonly streams: readonly (readonly [string, Stream])[];
  readonly stored: readonly (readonly [string, ChangeText])[];
  readonly installs: KnownInstalls;
}

interface PullBody {
  readonly old?: boolean;
  readonly cursors: Record<string, { seq: number; epoch: number }>;
  readonly acknowledged?: number;
  readonly keys?: { readonly receipt: string };
}

interface PushBody {
  readonly changes: [string, string][];
  readonly sealed?: SealedThing[];
  readonly views?: [string, string][];
}

/** What stands between phone and server; may throw as a network does. */
export type Fault = (path: string, answer: () => Promise<Response>, body: unknown) => Promise<Response>;

export class FakeServer {
  readonly streams = new Map<string, Stream>([['op/harbour', { epoch: 1, seq: 0, records: new Map() }]]);
  readonly stored = new Map<string, ChangeText>();
  readonly requests: { readonly method: string; readonly path: string; readonly body: unknown }[] = [];
  /** Ids of changes whose words were erased; said in every pull. */
  readonly erased = new Set<string>();
  /** A receipt of an erased change is signed by another key. */
  forged = false;
  /** Verdict by text of the field `words`; everything else is accepted. */
  readonly verdicts = new Map<string, string>();
  /** `once`: the next signature is altered on its way; `always`: this server holds another key than the phone's. */
  disbelieves: 'once' | 'always' | null = null;
  /** Who signs in. */
  person: Who = PERSON;
  pageRecords = 1_000;
  protocol = 2;
  fault: Fault | null = null;
  revoked = false;
  /** JSON of the unsigned notes that came, by their id. */
  readonly notes = new Map<string, string>();
  /** Installs whose person ended them. */
  readonly ended: string[] = [];
  /** Takes notes of ended installs alone, as the real one does. */
  strictNotes = false;
  /** Records that were told to be opened, of reports whose signature is right. */
  readonly opened: unknown[] = [];
  /** What it says to a report that is right; null: it knows of none, as an older server. */
  toReports: string | null = 'stored';
  /** Pushes by a key alone whose signature was right. */
  alone = 0;
  modes: Record<string, 'read' | 'create'> = { 'op/harbour': 'read', 'care/harbour': 'create' };
  #receipt: CryptoKeyPair;
  readonly #sealing = new Map<string, CryptoKeyPair>();
  readonly #chains: Record<Purpose, KeyLink[]> = { receipt: [], sealing: [] };
  readonly #apart = new Set<string>();
  readonly #installs = new FakeInstalls(TENANT);
  readonly #families = new Map<string, Family>();
  /** Whose refresh cookie the browser holds. */
  #cookie: Family | null = null;
  #epoch = 1;

  private constructor(receipt: CryptoKeyPair, sealing: CryptoKeyPair) {
    this.#receipt = receipt;
    this.#sealing.set('s1', sealing);
  }

  static async start(): Promise<FakeServer> {
    const receipt = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const sealing = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const server = new FakeServer(receipt, sealing);
    server.#chains.receipt.push({ kid: 'r1', public_key: await exported(receipt), previous: null, signature: null });
    server.#chains.sealing.push({ kid: 's1', public_key: await exported(sealing), previous: null, signature: null });
    return server;
  }

  /** What the core is given instead of the browser's own. */
  readonly fetch = async (path: string, options: RequestInit): Promise<Response> => {
    const body = await bodyOf(options);
    const by_key = new Headers(options.headers).get('Authorization')?.startsWith('Lantern-Key ') === true ? options : null;
    const { method = 'GET' } = options;
    this.requests.push({ method, path, body });
    const answer = async (): Promise<Response> => {
      const given = by_key === null ? await this.#answer(method, path, body, options) : await this.#alone(path, by_key, body);
      given.headers.set('Lantern-Protocol', String(this.protocol));
      return given;
    };
    return this.fault === null ? answer() : this.fault(path, answer, body);
  };

  /** Somebody else's record reaches a stream. */
  place(stream: string, record: string, type: string, fields: Record<string, unknown>, last_change: string): void {
    const held = this.#stream(stream);
    const version = (held.records.get(record)?.version ?? 0) + 1;
    const stamp = { author: null, at: '2026-11-22T02:00:00+00:00', received_at: NOW };
    const rest = { clashes: [], late: [], flags: [], history: [] };
    const text = { record, type, stream, version, last_change, created: stamp, changed: stamp, fields, ...rest };
    held.seq += 1;
    held.records.set(record, { seq: held.seq, version, text });
  }

  /** A record leaves a stream. */
  leave(stream: string, record: string): void {
    const held = this.#stream(stream);
    held.seq += 1;
    held.records.set(record, { seq: held.seq, version: (held.records.get(record)?.version ?? 0) + 1, text: null });
  }

  /** A record has had its day: it goes to the old ones beside its home. */
  retire(stream: string, record: string): void {
    this.#move(record, stream, `old/${stream}`);
  }

  /** What it holds now, to be put back later. */
  copy(): Copy {
    return { streams: structuredClone([...this.streams]), stored: structuredClone([...this.stored]), installs: this.#installs.copy() };
  }

  /** Put back behind everybody's back: what came since is gone, and a new epoch has begun. */
  putBack({ streams, stored, installs }: Copy): void {
    this.#installs.putBack(installs);
    this.streams.clear();
    this.stored.clear();
    this.#epoch += 1;
    for (const [name, stream] of structuredClone(streams)) this.streams.set(name, { ...stream, epoch: this.#epoch });
    for (const [id, change] of structuredClone(stored)) this.stored.set(id, change);
  }

  /** A line that ends a grant, signed by `key` or by this server. */
  async dropped(stream: string, install: string, key = this.#receipt.privateKey): Promise<string> {
    const array = hashedArray(['lantern-dropped-v1', TENANT, install, stream, 1, 1]);
    return JSON.stringify({ line: 'dropped', stream, epoch: 1, grant: 1, signature: await sign(key, array) });
  }

  /** A new receipt key takes over; `by`: who signs for it, the key before unless a test forges. */
  async rotate(by: CryptoKey = this.#receipt.privateKey): Promise<void> {
    const next = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const previous = this.#kid();
    const key = { kid: `r${this.#chains.receipt.length + 1}`, public_key: await exported(next) };
    this.#chains.receipt.push({ ...key, previous, signature: await sign(by, linkText(TENANT, 'receipt', key, previous)) });
    this.#receipt = next;
  }

  #kid(): string {
    return this.#chains.receipt.at(-1)?.kid ?? 'r1';
  }

  async #alone(path: string, options: RequestInit, body: unknown): Promise<Response> {
    const [tenant, install = '', nonce = '', signature = ''] = (new Headers(options.headers).get('Authorization') ?? '').slice(12).split('.');
    const signed = hashedArray(['lantern-request-v1', 'POST', path, await sha256(JSON.stringify(body)), nonce]);
    const key = this.#installs.publicKey(install);
    if (key === undefined || tenant !== TENANT || !(await verified(await importPublicKey(key), signed, signature))) return problem(401, 'proof_wrong');
    this.alone += 1;
    const answer = (await (await this.#push(body as PushBody)).json()) as object;
    return json({ ...answer, keys: this.#chains.receipt });
  }

  async #answer(method: string, path: string, body: unknown, options: RequestInit): Promise<Response> {
    if (path === '/api/nonce') return json({ nonce: 'bm9uY2U' });
    if (path === '/api/session') return method === 'DELETE' ? new Response(null, { status: 204 }) : this.#signIn();
    if (this.revoked) return problem(401, 'install_revoked');
    if (path === '/api/session/refresh') return this.#refresh(body as { install?: string });
    const family = this.#families.get((new Headers(options.headers).get('Authorization') ?? '').slice('Bearer '.length));
    if (family === undefined || !this.#counts(family)) return problem(401, 'sign_in_needed');
    if (path.startsWith('/api/installs')) return this.#ofInstalls(family, method, path, body);
    if (path === '/api/alerts/key') return json({ public_key: 'BA' });
    if (path === '/api/alerts/subscription') return new Response(null, { status: 204 });
    if (path === '/api/push') return this.#push(body as PushBody, family.install);
    return this.#pull(body as PullBody);
  }

  #signIn(): Response {
    this.#cookie = { person: this.person, install: null };
    return json(this.#session(this.#cookie));
  }

  #refresh({ install }: { install?: string }): Response {
    const family = this.#cookie;
    if (family === null || !this.#counts(family)) return problem(401, 'sign_in_needed');
    if (install === undefined ? family.install !== null : !this.#installs.has(install)) return problem(401, 'proof_wrong');
    family.install = install ?? null;
    return json(this.#session(family));
  }

  /** Of an install that it does not know no session counts. */
  #counts({ install }: Family): boolean {
    return install === null || this.#installs.has(install);
  }

  async #ofInstalls(family: Family, method: string, path: string, body: unknown): Promise<Response> {
    const [, , , install = '', shift] = path.split('/');
    if (shift !== undefined) {
      const given = this.#installs.share(family, install, (body as { share?: string } | null)?.share);
      return typeof given === 'string' ? problem(STATUS[given], given) : json({ ...given, begins: NOW, ends: '2026-11-22T15:00:00.000Z' });
    }
    if (method === 'POST') return this.#enrol(family, body as { install: string } & KnownBy);
    const refused = method === 'PUT' ? await this.#installs.knowAgain(family, install, body as KnownBy) : this.#installs.end(family, install);
    if (refused !== null) return problem(STATUS[refused], refused);
    if (method === 'DELETE') this.ended.push(install);
    return new Response(null, { status: 204 });
  }

  async #enrol(family: Family, body: { install: string } & KnownBy): Promise<Response> {
    const enrolled = await this.#installs.enrol(family, body.install, body);
    if (typeof enrolled === 'string') return problem(STATUS[enrolled], enrolled);
    const receipt = await exported(this.#receipt);
    const [sealing] = this.#chains.sealing;
    return json({
      install: body.install,
      code: enrolled.code,
      tenant: TENANT,
      person: family.person,
      streams: this.#grants(),
      receipt_key: { kid: this.#kid(), public_key: receipt },
      sealing_key: { kid: sealing?.kid, public_key: sealing?.public_key },
      mark_key: base64url(utf8('0123456789abcdef0123456789abcdef')),
      session: this.#session(family),
    });
  }

  async #push(body: PushBody, install: string | null = null): Promise<Response> {
    const verdicts: unknown[] = [];
    for (const [text, signature] of body.changes) verdicts.push(this.disbelieves === null ? await this.#judge(text) : await this.#disbelieved(text, signature));
    const sealed: unknown[] = [];
    for (const copy of body.sealed ?? []) {
      const key = this.#sealing.get(copy.kid);
      if (key === undefined) throw new Error('sealed to another key');
      const plain = await openSealed(key.privateKey, TENANT, copy);
      let verdict: unknown = null;
      const refused = 'note' in copy && this.strictNotes && !this.#installs.isEnded(copy.install);
      if (refused || !this.#installs.has(copy.install)) {
        sealed.push({ receipt: null, verdict: null });
        continue;
      }
      if ('note' in copy) this.notes.set(copy.note, plain.trimEnd());
      else verdict = await this.#judge((JSON.parse(plain) as [string, string])[0]);
      const place = 'note' in copy ? `note/${copy.note}` : copy.dseq;
      const array: HashedValue[] = [this.#kid(), TENANT, copy.install, place, await sha256(copy.sealed), NOW];
      sealed.push({ receipt: [array, await sign(this.#receipt.privateKey, storedText(array))], verdict });
    }
    if (this.toReports === null) return json({ verdicts, epochs: {}, sealed });
    const views: string[] = [];
    for (const each of body.views ?? []) views.push(await this.#told(each, install ?? ''));
    return json({ verdicts, epochs: {}, sealed, views });
  }

  async #told([text, signature]: [string, string], install: string): Promise<string> {
    const key = this.#installs.publicKey(install) ?? '';
    if (!(await verified(await importPublicKey(key), `lantern-views-v1\n${text}`, signature))) return 'refused';
    if (this.toReports === 'stored') this.opened.push(...(JSON.parse(text) as { opened: unknown[] }).opened);
    return this.toReports ?? 'retry';
  }

  /** Kept apart, and known by text and signature together. */
  async #disbelieved(text: string, signature: string): Promise<unknown> {
    const arrived = text + (this.disbelieves === 'once' ? 'altered' : signature);
    if (this.disbelieves === 'once') this.disbelieves = null;
    const blank = { change: (JSON.parse(text) as ChangeText).id, change_hash: await sha256(text), latest: null, problems: [], fields: [], receipt: null };
    const said = { ...blank, verdict: 'quarantined', problems: [{ code: 'signature_wrong', path: '', words: 'It does not match.' }] };
    if (this.#apart.has(arrived)) return { ...blank, verdict: 'known', latest: said };
    this.#apart.add(arrived);
    return said;
  }

  async #judge(text: string): Promise<unknown> {
    const change = JSON.parse(text) as ChangeText;
    const change_hash = await sha256(text);
    const verdict = this.verdicts.get(String(change.set['words'])) ?? 'accepted';
    const blank = { change: change.id, change_hash, latest: null, problems: [], fields: [], receipt: null };
    if (verdict === 'retry') return { ...blank, verdict };
    if (verdict === 'refused') {
      return { ...blank, verdict, problems: [{ code: 'text_too_long', path: 'set/words', words: 'Shorten this.' }] };
    }
    const known = this.stored.has(change.id);
    if (!known) this.#store(change);
    const held = this.streams.get(change.stream);
    const place = held === undefined || this.modes[change.stream] !== 'read' ? [null, null, null, null] : [change.stream, held.epoch, held.seq, null];
    const array: HashedValue[] = [this.#kid(), TENANT, change_hash, 'accepted', NOW, ...place];
    const receipt = [array, await sign(this.#receipt.privateKey, `lantern-receipt-v1\n${hashedArray(array)}`)];
    const latest = { ...blank, verdict: 'accepted', receipt };
    return known ? { ...blank, verdict: 'known', latest } : latest;
  }

  async #erasedVerdict(id: string): Promise<unknown> {
    const array: HashedValue[] = [this.#kid(), TENANT, 'f'.repeat(64), 'accepted', NOW, null, null, null, null];
    const key = this.forged ? await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']) : this.#receipt;
    const receipt = [array, await sign(key.privateKey, `lantern-receipt-v1\n${hashedArray(array)}`)];
    const dseq = this.stored.get(id)?.dseq;
    return { change: id, change_hash: 'f'.repeat(64), verdict: 'accepted', latest: null, problems: [], fields: [], receipt, erased: true, dseq };
  }

  #move(record: string, from: string, to: string): void {
    const before = this.#stream(from).records.get(record);
    if (before?.text == null) return;
    const [left, entered] = [this.#stream(from), this.#stream(to)];
    left.seq += 1;
    entered.seq += 1;
    left.records.set(record, { seq: left.seq, version: before.version, text: null, moved: true });
    entered.records.set(record, { seq: entered.seq, version: before.version, text: { ...before.text, stream: to } });
  }

  #store(change: ChangeText): void {
    this.stored.set(change.id, change);
    this.#move(change.record, `old/${change.stream}`, change.stream);
    const held = this.#stream(change.stream);
    const before = held.records.get(change.record);
    const stamp = { author: change.author, at: change.at.wall, received_at: NOW };
    held.seq += 1;
    const fields = overlaid(before?.text?.fields ?? {}, [change], kindsOf(DEFINITIONS, change.type));
    const version = (before?.version ?? 0) + 1;
    const entry = { change: change.id, author: change.author, op: change.op, at: change.at.wall, received_at: NOW };
    const history = [...(before?.text?.history ?? []), { ...entry, fields: Object.keys(change.set), set: {}, reason: null, verdict: 'accepted' }];
    const created = before?.text?.created ?? { ...stamp, install_code: '7K' };
    const { record, type, stream } = change;
    const text = { record, type, stream, version, last_change: change.id, created, changed: stamp, fields, clashes: [], late: [], flags: [], history };
    held.records.set(record, { seq: held.seq, version, text });
  }

  async #pull(body: PullBody): Promise<Response> {
    const asked = body.old === true;
    const lines = [JSON.stringify({ line: 'grants', grants: this.#grants(asked) })];
    const held = new Set([...this.stored.values()].map((change) => change.dseq));
    const ranges = Array.from({ length: body.acknowledged ?? 0 }, (_, at) => [at + 1, at + 1]).filter(([dseq = 0]) => !held.has(dseq));
    if (ranges.length > 0) lines.push(JSON.stringify({ line: 'lacking', epoch: this.#epoch, ranges }));
    if (body.keys !== undefined && body.keys.receipt !== this.#kid()) lines.push(JSON.stringify({ line: 'keys', ...this.#chains }));
    let more = false;
    for (const [name, stream] of this.streams) {
      if (this.#modes(asked)[name] !== 'read') continue;
      const cursor = body.cursors[name];
      if (cursor !== undefined && (cursor.epoch !== stream.epoch || cursor.seq > stream.seq)) {
        lines.push(JSON.stringify({ line: 'rewound', stream: name, epoch: stream.epoch, seq: stream.seq, head: null }));
        continue;
      }
      more = (await this.#stream_lines(name, stream, cursor?.seq ?? 0, lines)) || more;
    }
    for (const id of this.erased) lines.push(JSON.stringify({ line: 'verdict', verdict: await this.#erasedVerdict(id) }));
    lines.push(JSON.stringify({ line: 'end', more, verdicts: 0 }));
    return ndjson(lines);
  }

  async #stream_lines(name: string, stream: Stream, from: number, lines: string[]): Promise<boolean> {
    lines.push(JSON.stringify({ line: 'stream', stream: name, epoch: stream.epoch, from }));
    const changed = [...stream.records].filter(([, placed]) => placed.seq > from).sort(([, one], [, other]) => one.seq - other.seq);
    const page = changed.slice(0, this.pageRecords);
    for (const [record, { seq, version, text, moved }] of page) {
      const notice = moved === true ? null : { reference: 'R-7K-0001', why: 'withdrawn', at: NOW };
      lines.push(JSON.stringify(text ?? { line: 'leave', stream: name, record, seq, version, notice }));
    }
    const whole = page.length === changed.length;
    const seq = whole ? stream.seq : (page.at(-1)?.[1].seq ?? from);
    const place = { stream: name, epoch: stream.epoch, seq, head: `head-${seq}` };
    lines.push(JSON.stringify({ line: 'cursor', ...place }));
    if (!whole) return true;
    const placed = [...stream.records.values()].flatMap(({ text }) => (text === null ? [] : [text]));
    const terms = await Promise.all(placed.map(async (text) => ({ record: text.record, version: text.version, hash: await sha256(JSON.stringify(text)) })));
    const array: HashedValue[] = [this.#kid(), TENANT, name, stream.epoch, seq, place.head];
    const signed = [array, await sign(this.#receipt.privateKey, `lantern-cursor-v1\n${hashedArray(array)}`)];
    lines.push(JSON.stringify({ line: 'complete', ...place, digest: digits(await sumOf(terms)), count: terms.length, signed }));
    return false;
  }

  #stream(name: string): Stream {
    const held = this.streams.get(name) ?? { epoch: this.#epoch, seq: 0, records: new Map<string, Placed>() };
    this.streams.set(name, held);
    return held;
  }

  /** old: with those of the old records beside each home that is read. */
  #modes(old: boolean): Record<string, 'read' | 'create'> {
    const beside = Object.entries(this.modes).flatMap(([stream, mode]) => (mode === 'read' ? [[`old/${stream}`, mode] as const] : []));
    return { ...this.modes, ...(old ? Object.fromEntries(beside) : {}) };
  }

  #grants(old = false): unknown[] {
    return Object.entries(this.#modes(old)).map(([stream, mode]) => ({ stream, mode, version: 1, begins: NOW, ends: null }));
  }

  #session(family: Family): unknown {
    const access_token = crypto.randomUUID();
    this.#families.set(access_token, family);
    return { access_token, expires_in: 600, person: family.person, tenant: TENANT, install: family.install };
  }
}

/** Lines as a pull's answer. */
export function ndjson(lines: readonly string[]): Response {
  return new Response(`${lines.join('\n')}\n`, { headers: { 'Content-Type': 'application/x-ndjson' } });
}

/** What a hotel's network answers to everything. */
export function captivePortal(): Response {
  return new Response('<html>Welcome! Please accept our terms.</html>', { headers: { 'Content-Type': 'text/html' } });
}

function json(value: unknown): Response {
  return Response.json(value);
}

function problem(status: number, code: string): Response {
  const body = JSON.stringify({ code, title: '', status, problems: [{ code, path: '', words: 'In words.' }] });
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json' } });
}

async function sign(key: CryptoKey, text: string): Promise<string> {
  return base64url(await crypto.subtle.sign(SIGNATURE, key, utf8(text)));
}

async function exported(pair: CryptoKeyPair): Promise<string> {
  return base64url(await crypto.subtle.exportKey('raw', pair.publicKey));
}

async function bodyOf(options: RequestInit): Promise<unknown> {
  const { body } = options;
  if (body === undefined || body === null) return null;
  if (typeof body === 'string') return JSON.parse(body) as unknown;
  const unpacked = new Response(body).body?.pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(unpacked).json()) as unknown;
}
