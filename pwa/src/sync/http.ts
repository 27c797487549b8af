/**
 * One call to the server, and what came of it. Only an answer in the server's own form is an answer: a captive
 * portal's page with status 200, a proxy's error and a cut line all count as "not reached".
 */

import type { Problem } from '../api/core';
import { PROTOCOL } from '../records/index.gen';
import { isObject } from '../store/texts';

export type Answer =
  | { readonly kind: 'ok'; readonly value: unknown }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreachable' };

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  /** Instead of a body in JSON; its type is among the headers. */
  readonly bytes?: Blob;
  readonly token?: string | null;
  /** Instead of a token: a request by the key alone. */
  readonly authorization?: string;
  /** Sends the body as gzip, which only a push accepts. */
  readonly gzip?: boolean;
  /** The call uses the refresh cookie: it says so, so that no other site can make it. */
  readonly cookie?: boolean;
  /** More of them. */
  readonly headers?: Readonly<Record<string, string>>;
}

export type Fetch = (path: string, options: RequestInit) => Promise<Response>;

/** How app and server tell each other which protocol they speak (PROTOCOL section 22). */
export const PROTOCOL_HEADER = 'Lantern-Protocol';

const TIMEOUT_MS = 20_000;

/** A JSON call. Never rejects. */
export async function call(fetch: Fetch, request: Request): Promise<Answer> {
  try {
    const response = await send(fetch, request, AbortSignal.timeout(TIMEOUT_MS));
    if (response.status === 204) return { kind: 'ok', value: null };
    return await read(response);
  } catch {
    return { kind: 'unreachable' };
  }
}

/** Sends a request. Rejects when the network does. */
export async function send(fetch: Fetch, request: Request, signal: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers, [PROTOCOL_HEADER]: String(PROTOCOL) };
  const options: RequestInit = { method: request.method, headers, signal, cache: 'no-store', redirect: 'error' };
  if (request.token != null) headers['Authorization'] = `Bearer ${request.token}`;
  if (request.cookie === true) headers['X-Lantern'] = '1';
  if (request.authorization !== undefined) headers['Authorization'] = request.authorization;
  if (request.bytes !== undefined) options.body = request.bytes;
  if (request.body !== undefined) {
    headers['Content-Type'] = 'application/json';
    const text = JSON.stringify(request.body);
    options.body = text;
    if (request.gzip === true) {
      headers['Content-Encoding'] = 'gzip';
      options.body = await gzipped(text);
    }
  }
  return fetch(request.path, options);
}

/** An answer that is not 2xx in the server's own form; "unreachable" for anybody else's. */
export async function refusal(response: Response): Promise<Answer> {
  if (mediaType(response) !== 'application/problem+json') return { kind: 'unreachable' };
  const value = (await response.json()) as unknown;
  if (!isObject(value) || typeof value['code'] !== 'string') return { kind: 'unreachable' };
  const problems = Array.isArray(value['problems']) ? value['problems'].filter(isProblem) : [];
  return { kind: 'problem', status: response.status, code: value['code'], problems };
}

/** The content type without its parameters. */
export function mediaType(response: Response): string {
  return (response.headers.get('Content-Type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** Whether a value is a problem as the server words it. */
export function isProblem(value: unknown): value is Problem {
  return isObject(value) && ['code', 'path', 'words'].every((key) => typeof value[key] === 'string');
}

async function read(response: Response): Promise<Answer> {
  if (!response.ok) return refusal(response);
  if (mediaType(response) !== 'application/json') return { kind: 'unreachable' };
  return { kind: 'ok', value: (await response.json()) as unknown };
}

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
