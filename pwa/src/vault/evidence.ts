/** Files as the work of an open vault has them: kept, sent after their changes, and shown to whoever reads the record. */

import type { FilesStatus, Id, Intent, Outcome, Problem } from '../api/core';
import { deviceProblem, failed } from '../api/device_problems';
import { hex } from '../lib/bytes';
import type { FileValue } from '../records/shared_values';
import type { Base } from '../store/base';
import type { Drafts } from '../store/drafts';
import { filesOf } from '../store/named_files';
import type { Outbox } from '../store/outbox';
import { refusal } from '../sync/http';
import type { OpenInstall } from '../sync/install';
import type { Session } from '../sync/session';
import { Uploads } from '../sync/uploads';
import { notDone } from './enrolling';
import type { Files } from './files';

/** 25 MB at 50 kB/s. */
const DOWNLOAD_MS = 500_000;

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
  readonly uploads: Uploads;
  readonly #with: EvidenceWith;

  constructor(given: EvidenceWith) {
    const { files, install, session, outbox } = given;
    this.#with = given;
    this.uploads = new Uploads(
      {
        install,
        files,
        outbox: () => outbox.all,
        send: (request, signal) => session.open(request, signal),
        call: (request) => session.call(request),
        protocol: () => session.protocol,
      },
      { progress: given.progress, received: given.received },
    );
  }

  /** After the unlock: what nobody needs any more goes. */
  async tidy(): Promise<void> {
    const { drafts, files, outbox } = this.#with;
    const held = [...(await drafts.all()).map((draft) => draft.values), ...outbox.all.map((each) => each.change.set)];
    await files.forget(new Set(filesOf(held).map(({ sha256 }) => sha256)));
  }

  close(): void {
    this.uploads.stop();
    this.#with.files.close();
  }

  /** Durable when it answers, with a small picture where one can be made. */
  async keep(blob: Blob): Promise<Outcome<FileValue>> {
    const { files } = this.#with;
    const kept = await files.keep(blob);
    if (kept.ok && files.find(kept.value.sha256)?.small === false) {
      const { smallPicture } = await import('./small_picture');
      const small = await smallPicture(blob, kept.value.mime);
      // A full disk does without the small one.
      if (small !== null) await files.keepSmall(kept.value.sha256, small).catch(() => undefined);
    }
    return kept;
  }

  small(sha256: string): Promise<Blob | null> {
    return this.#with.files.small(sha256);
  }

  /** From this phone, else from the server; what does not have the hash that was signed is not shown. */
  async show(record: Id, stream: string, file: FileValue): Promise<Outcome<Blob>> {
    const kept = this.#with.files.find(file.sha256);
    if (kept !== undefined && !kept.damaged) {
      try {
        return { ok: true, value: await this.#with.files.whole(kept) };
      } catch {
        // It no longer opens here; the server may have it.
      }
    }
    const path = `/api/records/${encodeURIComponent(record)}/files/${file.sha256}?stream=${encodeURIComponent(stream)}`;
    const response = await this.#with.session.open({ method: 'GET', path }, AbortSignal.timeout(DOWNLOAD_MS));
    if (!(response instanceof Response)) return notDone(response);
    if (response.status === 404) return failed('file_not_there');
    if (!response.ok) return notDone(await refusal(response));
    return checked(response, file);
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
    const on_its_way = this.uploads.on_its_way;
    return { waiting, arrived: on_its_way?.arrived ?? 0, bytes: on_its_way?.bytes ?? 0 };
  }

  async #isSaid(intent: Intent, files: readonly FileValue[]): Promise<boolean> {
    if (intent.record === null) return false;
    const text = await this.#with.base.text(intent.record, intent.stream);
    const said = new Set(filesOf(text).map(({ sha256 }) => sha256));
    return files.every(({ sha256 }) => said.has(sha256));
  }
}

async function checked(response: Response, file: FileValue): Promise<Outcome<Blob>> {
  try {
    const bytes = await response.arrayBuffer();
    const right = hex(await crypto.subtle.digest('SHA-256', bytes)) === file.sha256;
    return right ? { ok: true, value: new Blob([bytes], { type: file.mime }) } : failed('not_reached');
  } catch {
    return failed('not_reached');
  }
}
