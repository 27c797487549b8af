/** Files as the work of an open vault has them: kept, sent after their changes, and shown to whoever reads the record. */

import type { FileOf, FilesStatus, Id, Intent, Outcome, Problem } from '../api/core';
import { deviceProblem } from '../api/device_problems';
import type { FileValue } from '../records/shared_values';
import type { Base } from '../store/base';
import type { Drafts } from '../store/drafts';
import { filesOf } from '../records/named_files';
import type { Outbox } from '../store/outbox';
import type { OpenInstall } from '../sync/install';
import { pace } from '../sync/pace';
import type { Session } from '../sync/session';
import type { Uploads } from '../sync/uploads';
import type { Files } from './files';

export interface EvidenceWith {
  readonly files: Files;
  readonly install: OpenInstall;
  readonly session: Session;
  readonly outbox: Outbox;
  readonly base: Base;
  readonly drafts: Drafts;
  readonly progress: () => void;
  readonly received: (change: Id) => void;
}

export class Evidence {
  readonly #with: EvidenceWith;
  #uploads: Uploads | null = null;
  #closed = false;
  /** The person wants them to go though little data is wanted. */
  #asked = false;

  constructor(given: EvidenceWith) {
    this.#with = given;
  }

  /** The server has what it was given: files that wait go now. Never rejects. */
  async send(): Promise<void> {
    const { files, outbox } = this.#with;
    if (pace.holds_files && !this.#asked) return;
    if (files.doubted.length === 0 && outbox.all.every((each) => each.files == null)) return;
    try {
      const { Uploads } = await import('../sync/uploads');
      if (this.#closed) return;
      this.#uploads ??= this.#made(Uploads);
      await this.#uploads.run();
    } catch {
      // The chunk could not be fetched: the next round asks again.
    }
  }

  /** The person has said *Send now*: until nothing waits any more. */
  ask(): void {
    this.#asked = true;
  }

  #made(made: typeof Uploads): Uploads {
    const { files, install, outbox, progress, received, session } = this.#with;
    return new made(
      {
        install,
        files,
        outbox: () => outbox.all,
        send: (request, signal) => session.open(request, signal),
        call: (request) => session.call(request),
        protocol: () => session.protocol,
      },
      { progress, received },
    );
  }

  /** After the unlock: what nobody needs any more goes. */
  async tidy(): Promise<void> {
    const { drafts, files, outbox } = this.#with;
    const held = [...(await drafts.all()).map((draft) => draft.values), ...outbox.all.map((each) => each.change.set)];
    await files.forget(new Set(filesOf(held).map(({ sha256 }) => sha256)));
  }

  close(): void {
    this.#closed = true;
    this.#uploads?.stop();
    this.#with.files.close();
  }

  /** Durable when it answers, with a small picture where one can be made. */
  async keep(blob: Blob): Promise<Outcome<FileValue>> {
    const { keepFile } = await import('./keep_file');
    return keepFile(this.#with.files, blob);
  }

  small(sha256: string): Promise<Blob | null> {
    return this.#with.files.small(sha256);
  }

  /** From this phone, else from the server; what does not have the hash that was signed is not shown. */
  async show(of: FileOf, file: FileValue): Promise<Outcome<Blob>> {
    const { showFile } = await import('./show_file');
    return showFile(this.#with.files, this.#with.session, of, file);
  }

  /** Files that a change would name and that are neither here nor in the record already. */
  async missing(intents: readonly Intent[]): Promise<readonly Problem[]> {
    const problems: Problem[] = [];
    for (const intent of intents) {
      for (const [field, value] of Object.entries(intent.set)) {
        const lacking = filesOf(value).filter(({ sha256 }) => this.#with.files.find(sha256)?.damaged !== false);
        if (lacking.length > 0 && !(await this.#isSaid(intent, lacking))) problems.push(deviceProblem('file_missing', `set/${field}`));
      }
    }
    return problems;
  }

  /** How many wait, and how far the one on its way has come. */
  status(): FilesStatus {
    const { files, outbox } = this.#with;
    const waiting = outbox.all.reduce((sum, { change }) => sum + files.waitingOf(change).length, 0);
    const on_its_way = this.#uploads?.on_its_way;
    if (waiting === 0) this.#asked = false;
    const held = waiting > 0 && pace.holds_files && !this.#asked;
    return { waiting, held, arrived: on_its_way?.arrived ?? 0, bytes: on_its_way?.bytes ?? 0 };
  }

  async #isSaid(intent: Intent, files: readonly FileValue[]): Promise<boolean> {
    if (intent.record === null) return false;
    const text = await this.#with.base.text(intent.record, intent.stream);
    const said = new Set(filesOf(text).map(({ sha256 }) => sha256));
    return files.every(({ sha256 }) => said.has(sha256));
  }
}
