/** How tus-js-client speaks to the server here: with `fetch`, in the session, and with what is sealed on this phone. */

import type { FileReader, HttpRequest, HttpResponse, HttpStack } from 'tus-js-client';
import type { Bytes } from '../lib/bytes';
import type { Answer, Request } from './http';

/** Sends one request, in the session or by the key alone. */
export type Send = (request: Request, signal: AbortSignal) => Promise<Response | Answer>;

/** The bytes of a file from `start` up to `end`. */
export type Slice = (start: number, end: number) => Promise<Bytes>;

/** No answer in the server's own form: try again later. `code` of the server's refusal, where there is one. */
export class NotSent extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`the upload broke off: ${code}`);
    this.name = 'NotSent';
    this.code = code;
  }
}

/** A stack over `send`. */
export function tusStack(send: Send): HttpStack {
  return { createRequest: (method, url) => new Requested(method, url, send), getName: () => 'session' };
}

/** A reader over a file that is opened slice by slice; never whole in memory. */
export function sealedReader(size: number, slice: Slice): FileReader {
  const source = {
    size,
    slice: async (start: number, end: number) => {
      const last = Math.min(end, size);
      // A Blob because the client asks for its `size`.
      return { value: new Blob([await slice(start, last)]), done: last >= size };
    },
    close: () => undefined,
  };
  return { openFile: () => Promise.resolve(source) };
}

class Requested implements HttpRequest {
  readonly #method: string;
  readonly #url: string;
  readonly #send: Send;
  readonly #headers: Record<string, string> = {};
  readonly #aborted = new AbortController();

  constructor(method: string, url: string, send: Send) {
    this.#method = method;
    this.#url = url;
    this.#send = send;
  }

  getMethod(): string {
    return this.#method;
  }

  getURL(): string {
    return this.#url;
  }

  setHeader(header: string, value: string): void {
    this.#headers[header] = value;
  }

  getHeader(header: string): string | undefined {
    return this.#headers[header];
  }

  /** Progress is told by the part: `fetch` says nothing of what is on its way. */
  setProgressHandler(): void {
    return undefined;
  }

  async send(body: unknown): Promise<HttpResponse> {
    const method = this.#method as Request['method'];
    const bytes = body instanceof Blob ? { bytes: body } : {};
    const answer = await this.#send({ method, path: this.#url, headers: this.#headers, ...bytes }, this.#aborted.signal);
    if (answer instanceof Response) return responded(answer);
    throw new NotSent(answer.kind === 'problem' ? answer.code : 'not_reached');
  }

  abort(): Promise<void> {
    this.#aborted.abort();
    return Promise.resolve();
  }

  getUnderlyingObject(): undefined {
    return undefined;
  }
}

function responded(response: Response): HttpResponse {
  return {
    getStatus: () => response.status,
    getHeader: (header) => response.headers.get(header) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => undefined,
  };
}
