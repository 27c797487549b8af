/** The installs and sessions of the fake server: who is enrolled with which key, and what a server that was put back no longer knows. */

import { base64url, randomBytes } from '../src/lib/bytes';
import { hashedArray } from '../src/lib/hashes';
import type { KnownBy } from '../src/store/registry';
import { importPublicKey, verified } from '../src/vault/signing';

/** A member of staff as sessions name them. */
export interface Who {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly agency: string | null;
  readonly username: string;
}

interface Known {
  readonly person: string;
  readonly public_key: string;
  readonly code: string;
  /** Of the shift; null before the first. */
  readonly share: string | null;
  readonly ended: boolean;
}

/** A sign-in and what was refreshed from it. */
export interface Family {
  readonly person: Who;
  install: string | null;
}

/** Either what was asked for, or the code of the problem. */
export type Refused = 'proof_wrong' | 'install_revoked' | 'install_taken' | 'not_found';

export type KnownInstalls = readonly (readonly [string, Known])[];

const CODES = ['7K', '7M', '8P', '9R', 'A2', 'B3'];

export class FakeInstalls {
  readonly #tenant: string;
  #known = new Map<string, Known>();

  constructor(tenant: string) {
    this.#tenant = tenant;
  }

  copy(): KnownInstalls {
    return [...this.#known];
  }

  putBack(known: KnownInstalls): void {
    this.#known = new Map(known);
  }

  has(install: string): boolean {
    return this.#known.has(install);
  }

  /** Undefined for one that it does not know. */
  publicKey(install: string): string | undefined {
    return this.#known.get(install)?.public_key;
  }

  isEnded(install: string): boolean {
    return this.#known.get(install)?.ended === true;
  }

  /** Its code. */
  async enrol(family: Family, install: string, given: Omit<KnownBy, 'code'> & { readonly code?: string }): Promise<{ readonly code: string } | Refused> {
    if (family.install !== null && family.install !== install) return 'install_taken';
    const known = await this.#enter(family, install, given, false);
    if (typeof known === 'string') return known;
    if (known.ended) return 'install_revoked';
    family.install = install;
    return { code: known.code };
  }

  /** One that was ended is known again, as ended; one that is here stays as it is. */
  async knowAgain(family: Family, install: string, given: KnownBy): Promise<null | Refused> {
    const known = await this.#enter(family, install, given, true);
    return typeof known === 'string' ? known : null;
  }

  end(family: Family, install: string): null | Refused {
    const known = this.#known.get(install);
    if (known?.person !== family.person.id) return 'not_found';
    this.#known.set(install, { ...known, ended: true });
    return null;
  }

  /** The share that counts: the one that it has, else the phone's, else a new one. */
  share(family: Family, install: string, held: string | undefined): { readonly share: string } | Refused {
    const known = this.#known.get(install);
    if (known?.person !== family.person.id) return 'not_found';
    if (known.ended) return 'install_revoked';
    const share = known.share ?? held ?? base64url(randomBytes(32));
    this.#known.set(install, { ...known, share });
    return { share };
  }

  async #enter(family: Family, install: string, given: Omit<KnownBy, 'code'> & { readonly code?: string }, ended: boolean): Promise<Known | Refused> {
    const { public_key, signature, code } = given;
    const person = family.person.id;
    const array = hashedArray(['lantern-enrol-v1', this.#tenant, install, person, public_key]);
    if (!(await verified(await importPublicKey(public_key), array, signature))) return 'proof_wrong';
    const here = this.#known.get(install);
    if (here !== undefined) return here.person === person && here.public_key === public_key ? here : 'install_taken';
    const known = { person, public_key, code: this.#free(code), share: null, ended };
    this.#known.set(install, known);
    return known;
  }

  #free(wanted: string | undefined): string {
    const taken = new Set([...this.#known.values()].map(({ code }) => code));
    const free = [wanted, ...CODES].find((code) => code !== undefined && !taken.has(code));
    if (free === undefined) throw new Error('no code is left');
    return free;
  }
}
