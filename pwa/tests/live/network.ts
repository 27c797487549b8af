/** The way to the real server: cookies as a browser keeps them, and everything that a network does to requests. */

import type { Fetch } from '../../src/sync/http';

/** `part`: where in the answer's body, from 0 to 1. */
export type Fault =
  | { readonly kind: 'drop' | 'lose' | 'twice' | 'portal' | 'gateway' }
  | { readonly kind: 'cut' | 'stop' | 'flip'; readonly part: number };

export class Network {
  readonly #address: string;
  #cookie = '';
  online = true;
  /** The next requests meet these, one each. */
  faults: Fault[] = [];
  /** What was asked for in parts. */
  readonly ranges: string[] = [];
  /** Which requests meet this fault, whenever they come. */
  onSend: (path: string) => 'drop' | null = () => null;
  /** Asked before a pull goes out. */
  onPull: (body: unknown) => Promise<void> = () => Promise.resolve();

  constructor(address: string) {
    this.#address = address;
  }

  /** What a core is given instead of the browser's own. `isDead`: nobody waits for the answer any more. */
  fetch(isDead: () => boolean): Fetch {
    return async (path, options) => {
      const never = new Promise<never>(() => undefined);
      if (isDead()) return never;
      if (path === '/api/pull' && typeof options.body === 'string') await this.onPull(JSON.parse(options.body));
      const answer = await this.#met(path, options).catch((error: unknown) => error as Error);
      if (isDead()) return never;
      if (answer instanceof Error) throw answer;
      return answer;
    };
  }

  async #met(path: string, options: RequestInit): Promise<Response> {
    if (!this.online || this.onSend(path) === 'drop') throw new TypeError('no signal');
    const fault = this.faults.shift();
    if (fault === undefined) return this.#kept(await this.#send(path, options));
    switch (fault.kind) {
      case 'drop':
        throw new TypeError('dropped');
      case 'lose':
        await (await this.#send(path, options)).arrayBuffer();
        throw new TypeError('the answer was lost');
      case 'twice':
        await (await this.#send(path, options)).arrayBuffer();
        return this.#kept(await this.#send(path, options));
      case 'portal':
        return new Response('<html>Welcome! Please accept our terms.</html>', { headers: { 'Content-Type': 'text/html' } });
      case 'gateway':
        return new Response('<html>Bad gateway</html>', { status: 502, headers: { 'Content-Type': 'text/html' } });
      default:
        return damaged(this.#kept(await this.#send(path, options)), fault);
    }
  }

  #send(path: string, options: RequestInit): Promise<Response> {
    const range = new Headers(options.headers).get('Range');
    if (range !== null) this.ranges.push(range);
    const headers = { ...(options.headers as Record<string, string>), Origin: this.#address, Cookie: this.#cookie };
    return fetch(this.#address + path, { ...options, headers });
  }

  #kept(response: Response): Response {
    const [cookie] = response.headers.getSetCookie();
    if (cookie !== undefined) this.#cookie = cookie.split(';', 1)[0] ?? '';
    return response;
  }
}

/** An answer whose body breaks off with an error (cut), ends too early (stop) or has one byte changed (flip). */
async function damaged(response: Response, fault: Extract<Fault, { readonly part: number }>): Promise<Response> {
  if (response.status === 204) return response;
  const bytes = new Uint8Array(await response.arrayBuffer());
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * fault.part));
  if (fault.kind === 'flip') bytes[at] = (bytes[at] ?? 0) ^ 1;
  let given = false;
  const body = new ReadableStream<Uint8Array>({
    // In two steps: an error in the first would take the bytes before it along.
    pull(controller) {
      if (!given) controller.enqueue(fault.kind === 'flip' ? bytes : bytes.slice(0, at));
      else if (fault.kind === 'cut') controller.error(new TypeError('the line was cut'));
      else controller.close();
      given = true;
    },
  });
  const type = response.headers.get('Content-Type') ?? '';
  return new Response(body, { status: response.status, headers: { 'Content-Type': type } });
}
