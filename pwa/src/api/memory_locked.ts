/** What the memory core does while locked: it keeps what is written, unsealed, and knows two people. */

import { randomId } from '../lib/ids';
import { momentOf } from '../lib/moments';
import type { Id, Outcome, Status } from './core';
import { failed } from './device_problems';
import type { Captured, KeptCapture, Locked, LockedCalls, PasskeyAsked, PersonHere } from './locked';

export abstract class MemoryLocked implements LockedCalls {
  readonly captured = new Map<string, Captured>();
  /** The first is at hand. */
  people: readonly Omit<PersonHere, 'here'>[] = [];
  takes: Locked['takes'] = ['met', 'vehicle', 'note'];
  wait_ms = 0;
  protected passkey: PasskeyAsked | null = null;

  abstract status(): Promise<Status>;
  protected abstract enter(phase: 'open' | 'signed_in' | 'locked'): void;

  protected get locked(): Locked {
    return { takes: this.takes, captured: this.captured.size, unsent: 0, wait_ms: this.wait_ms };
  }

  capture(captured: Captured): Promise<Outcome<KeptCapture>> {
    const capture = randomId();
    this.captured.set(capture, structuredClone(captured));
    this.enter('locked');
    return Promise.resolve({ ok: true, value: { capture, at: momentOf(Date.now()) } });
  }

  drop_capture(capture: string): Promise<boolean> {
    const dropped = this.captured.delete(capture);
    this.enter('locked');
    return Promise.resolve(dropped);
  }

  use_person(install: Id): Promise<Outcome<Status>> {
    this.people = [...this.people].sort((one, other) => Number(other.install === install) - Number(one.install === install));
    return this.#entered('locked');
  }

  set_sign(sign: string): Promise<Outcome<Status>> {
    this.people = this.people.map((each, at) => (at === 0 ? { ...each, sign } : each));
    return this.#entered('open');
  }

  begin_anew(): Promise<Outcome<Status>> {
    return this.#entered('signed_in');
  }

  add_passkey(_pin: string, { credential, salt }: PasskeyAsked): Promise<Outcome<Status>> {
    this.passkey = { credential, salt };
    return this.#entered('open');
  }

  drop_passkey(): Promise<Outcome<Status>> {
    this.passkey = null;
    return this.#entered('open');
  }

  unlock_by_passkey(): Promise<Outcome<Status>> {
    return this.passkey === null ? Promise.resolve(failed('passkey_wrong')) : this.#entered('open');
  }

  choose_pin(): Promise<Outcome<Status>> {
    return this.unlock_by_passkey();
  }

  async #entered(phase: 'open' | 'signed_in' | 'locked'): Promise<Outcome<Status>> {
    this.enter(phase);
    return { ok: true, value: await this.status() };
  }
}
