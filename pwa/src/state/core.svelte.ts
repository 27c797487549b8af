/** The core and its status for every component below `App`: `const app = useApp()`. */
import { getContext, setContext } from 'svelte';
import type { Core, CoreEvent, Id, Role, Status } from '../api/core';
import { phoneClock } from './phone_clock.svelte';

const KEY = Symbol('app');

/** The core, its last status, and the events that screens listen to. */
export class App {
  readonly core: Core;
  #status = $state.raw<Status>() as Status;
  readonly #listeners = new Set<(event: CoreEvent) => void>();

  constructor(core: Core, status: Status) {
    this.core = core;
    this.#status = status;
    phoneClock.heard(status.sync.clock_off_ms);
    core.subscribe((event) => this.#heard(event));
  }

  get status(): Status {
    return this.#status;
  }

  get role(): Role | null {
    return this.#status.person?.role ?? null;
  }

  /** Ids of the operations that this person may write to, in the order of their grants. */
  get operations(): readonly Id[] {
    return streamsOf(this.#status, 'op').map((stream) => stream.slice('op/'.length));
  }

  /** Supervisors and officers named for welfare read `care/`; everybody else only writes to it. */
  get readsCare(): boolean {
    return this.#status.grants.some((grant) => grant.mode === 'read' && grant.stream.startsWith('care/'));
  }

  /** May create in (or reads) the stream. */
  has(stream: string): boolean {
    return this.#status.grants.some((grant) => grant.stream === stream);
  }

  listen(listener: (event: CoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes a status that an act answered with, before its event arrives. */
  took(status: Status): void {
    this.#status = status;
  }

  #heard(event: CoreEvent): void {
    if (event.kind === 'status') {
      this.#status = event.status;
      phoneClock.heard(event.status.sync.clock_off_ms);
    }
    for (const listener of this.#listeners) listener(event);
  }
}

/** Streams of one home among a person's grants, each once. */
export function streamsOf(status: Status, home: string): readonly string[] {
  const streams = status.grants.map((grant) => grant.stream).filter((stream) => stream.startsWith(`${home}/`));
  return [...new Set(streams)];
}

export function provideApp(app: App): App {
  return setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}

/** The core alone. */
export function useCore(): Core {
  return useApp().core;
}
