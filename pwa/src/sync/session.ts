/**
 * The session with the server. The access token lives in memory only; the refresh cookie is the browser's, and
 * for an install worth nothing without its key. An ended session stops the sending, never the logging.
 */

import type { Person } from '../api/core';
import { hashedArray } from '../lib/hashes';
import { isObject } from '../store/texts';
import type { SigningKey } from '../vault/signing';
import { clockOff } from './clock_off';
import { type Answer, call, type Fetch, PROTOCOL_HEADER, type Request, send } from './http';
import { isPerson } from './install';

/** **session** of PROTOCOL section 3. */
export interface SessionAnswer {
  readonly access_token: string;
  readonly expires_in: number;
  readonly person: Person;
  readonly tenant: string;
  readonly install: string | null;
}

/** Who proves a refresh: the install's key, present while the vault is open. */
export interface Prover {
  readonly install: string;
  readonly signing: SigningKey;
}

/** Renewed this long before it ends, so that no push starts with a token that dies on the way. */
const EARLY_MS = 30_000;

export class Session {
  readonly #fetch: Fetch;
  readonly #now: () => number;
  #held: SessionAnswer | null = null;
  #ends = 0;
  #prover: Prover | null = null;
  /** The server said that a person has to sign in. */
  sign_in_needed = false;
  /** The server said that this install has been ended. */
  revoked = false;
  /** The protocol of the server, as its last answer said; 1 said nothing. */
  protocol = 1;
  /** How far the phone's clock is ahead of the server's, in milliseconds; null before the first answer. */
  clock_off_ms: number | null = null;

  /** now: milliseconds that cannot be set back. wall: the phone's clock, right or wrong. */
  constructor(fetch: Fetch, now: () => number, wall: () => number) {
    this.#fetch = async (path, options) => {
      const response = await fetch(path, options);
      const said = Number(response.headers.get(PROTOCOL_HEADER));
      if (Number.isSafeInteger(said) && said > 0) {
        this.protocol = said;
        this.clock_off_ms = clockOff(response.headers.get('Date'), wall()) ?? this.clock_off_ms;
      }
      return response;
    };
    this.#now = now;
  }

  get held(): SessionAnswer | null {
    return this.#held;
  }

  /** From now on refreshes prove this key; null at the lock. */
  prove(prover: Prover | null): void {
    this.#prover = prover;
  }

  async signIn(username: string, password: string): Promise<Answer> {
    const answer = await call(this.#fetch, { method: 'POST', path: '/api/session', body: { username, password } });
    if (answer.kind !== 'ok') return answer;
    return this.adopt(answer.value) ? answer : { kind: 'unreachable' };
  }

  /** Takes over a session that came with another answer. False when it is none. */
  adopt(value: unknown): boolean {
    if (!isSession(value)) return false;
    this.#held = value;
    this.#ends = this.#now() + value.expires_in * 1_000;
    this.sign_in_needed = false;
    this.revoked = false;
    return true;
  }

  /** Ends it here and, when it can be reached, at the server. */
  async end(): Promise<void> {
    const token = this.#held?.access_token ?? null;
    this.#held = null;
    this.sign_in_needed = true;
    await call(this.#fetch, { method: 'DELETE', path: '/api/session', token, cookie: true });
  }

  /** Forgets the token: another person signs in. */
  forget(): void {
    this.#held = null;
    this.sign_in_needed = false;
    this.revoked = false;
  }

  /** A JSON call in this session, with one refresh when the token has ended on the way. */
  async call(request: Request): Promise<Answer> {
    const token = await this.token();
    if (token.kind !== 'ok') return token;
    const answer = await call(this.#fetch, { ...request, token: token.value });
    if (!this.#isEnded(answer)) return this.#noted(answer);
    const again = await this.token(true);
    return again.kind === 'ok' ? this.#noted(await call(this.#fetch, { ...request, token: again.value })) : again;
  }

  /** A call in the session of a sign-in just now, as it is: the server may not know the install that could prove a refresh. */
  async callUnproved(request: Request): Promise<Answer> {
    return this.#noted(await call(this.#fetch, { ...request, token: this.#held?.access_token ?? null }));
  }

  /** A call whose answer is a stream. */
  async open(request: Request, signal: AbortSignal): Promise<Response | Answer> {
    const token = await this.token();
    if (token.kind !== 'ok') return token;
    try {
      const response = await send(this.#fetch, { ...request, token: token.value }, signal);
      if (response.status !== 401) return response;
      const again = await this.token(true);
      return again.kind === 'ok' ? await send(this.#fetch, { ...request, token: again.value }, signal) : again;
    } catch {
      return { kind: 'unreachable' };
    }
  }

  /** A token that is good for the install at work. `fresh`: the one in hand was refused. */
  async token(fresh = false): Promise<(Answer & { kind: 'problem' | 'unreachable' }) | { readonly kind: 'ok'; readonly value: string }> {
    const refused = fresh ? this.#held?.access_token : undefined;
    return navigator.locks.request('auth-refresh', async () => {
      const held = this.#standing();
      if (held !== null && held !== refused) return { kind: 'ok', value: held };
      const answer = this.#noted(await this.#refresh());
      if (answer.kind !== 'ok') return answer;
      if (!this.adopt(answer.value)) return { kind: 'unreachable' };
      const renewed = this.#standing();
      return renewed === null ? { kind: 'unreachable' } : { kind: 'ok', value: renewed };
    });
  }

  /** The token in hand, if it has time left and belongs to the install at work. */
  #standing(): string | null {
    if (this.#held === null || this.#now() >= this.#ends - EARLY_MS) return null;
    const bound = this.#prover === null || this.#held.install === this.#prover.install;
    return bound ? this.#held.access_token : null;
  }

  async #refresh(): Promise<Answer> {
    const proof = this.#prover === null ? {} : await this.#proof(this.#prover);
    if (proof === null) return { kind: 'unreachable' };
    return call(this.#fetch, { method: 'POST', path: '/api/session/refresh', body: proof, cookie: true });
  }

  async #proof(prover: Prover): Promise<object | null> {
    const answer = await call(this.#fetch, { method: 'GET', path: '/api/nonce' });
    if (answer.kind !== 'ok' || !isObject(answer.value) || typeof answer.value['nonce'] !== 'string') return null;
    const { nonce } = answer.value;
    const array = hashedArray(['lantern-request-v1', 'POST', '/api/session/refresh', '', nonce]);
    return { install: prover.install, nonce, signature: await prover.signing.sign(array) };
  }

  #isEnded(answer: Answer): boolean {
    return answer.kind === 'problem' && answer.status === 401 && answer.code !== 'install_revoked';
  }

  #noted<T extends Answer>(answer: T): T {
    if (answer.kind === 'problem' && answer.status === 401) {
      if (answer.code === 'install_revoked') this.revoked = true;
      else this.sign_in_needed = true;
    }
    return answer;
  }
}

function isSession(value: unknown): value is SessionAnswer {
  return (
    isObject(value) &&
    typeof value['access_token'] === 'string' &&
    typeof value['expires_in'] === 'number' &&
    isPerson(value['person']) &&
    typeof value['tenant'] === 'string' &&
    (value['install'] === null || typeof value['install'] === 'string')
  );
}
