/** The real server, started for these tests and told what others do (`tests/told_server.py`). It ends with its input. */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const ROOT = resolve(import.meta.dirname, '../../..');

export interface Partnership {
  readonly tenant: string;
  readonly username: string;
  readonly colleague: string;
  readonly password: string;
}

export interface Stored {
  readonly changes: readonly { readonly id: string; readonly dseq: number; readonly verdict: string }[];
  /** Ids of changes that were kept apart. */
  readonly apart: readonly (string | null)[];
  /** What `lantern verify` finds. */
  readonly findings: readonly string[];
}

export interface Placed {
  readonly placed: readonly (readonly [stream: string, record: string, text_hash: string, seq: number])[];
  readonly digests: Readonly<Record<string, readonly [digest: string, count: number]>>;
  /** Hashes of all entries: a cursor with another head is none of this ledger's. */
  readonly heads: readonly string[];
}

interface Requests {
  partnership: Partnership;
  colleague: { readonly verdict: string };
  stored: Stored;
  placed: Placed;
  file: { readonly sha256: string | null; readonly of: readonly string[] };
  end: object;
}

export class ToldServer {
  readonly address: string;
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  readonly #folder: string;
  /** One question after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(process: ChildProcessByStdio<Writable, Readable, null>, lines: AsyncIterator<string>, folder: string, port: number) {
    this.#process = process;
    this.#lines = lines;
    this.#folder = folder;
    this.address = `http://localhost:${port}`;
  }

  static async start(): Promise<ToldServer> {
    const folder = await mkdtemp(join(tmpdir(), 'lantern-told-'));
    const process = spawn(join(ROOT, '.venv/bin/python'), ['-m', 'tests.told_server', folder], { cwd: ROOT, stdio: ['pipe', 'pipe', 'inherit'] });
    const reader: Interface = createInterface({ input: process.stdout });
    const lines = reader[Symbol.asyncIterator]();
    const { port } = (await answerOf(lines)) as { port: number };
    return new ToldServer(process, lines, folder, port);
  }

  ask<Name extends keyof Requests>(ask: Name, more: Readonly<Record<string, unknown>> = {}): Promise<Requests[Name]> {
    const answer = this.#turn.then(async () => {
      this.#process.stdin.write(`${JSON.stringify({ ask, ...more })}\n`);
      return (await answerOf(this.#lines)) as Requests[Name];
    });
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('exit', done));
    this.#process.stdin.end();
    await ended;
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function answerOf(lines: AsyncIterator<string>): Promise<unknown> {
  const line = await lines.next();
  if (line.done === true) throw new Error('the server has ended');
  return JSON.parse(line.value) as unknown;
}
