/** Lets the drawing program read map files that this phone keeps: `pmtiles://harbour`. Nothing is ever fetched for it. */
import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol, type RangeResponse, type Source } from 'pmtiles';
import type { Core, Id } from '../api/core';

class KeptTiles implements Source {
  readonly #core: Pick<Core, 'read_tiles'>;
  readonly #operation: Id;

  constructor(core: Pick<Core, 'read_tiles'>, operation: Id) {
    this.#core = core;
    this.#operation = operation;
  }

  getKey(): string {
    return this.#operation;
  }

  async getBytes(first: number, bytes: number): Promise<RangeResponse> {
    const data = await this.#core.read_tiles(this.#operation, first, bytes);
    if (data === null) throw new RangeError('the map file is not on this phone');
    return { data };
  }
}

/** Made anew for each map that is opened: a file may have been fetched again meanwhile. */
export function readTilesOf(core: Pick<Core, 'read_tiles'>, operation: Id): PMTiles {
  const protocol = new Protocol();
  const file = new PMTiles(new KeptTiles(core, operation));
  protocol.add(file);
  addProtocol('pmtiles', protocol.tile);
  return file;
}
