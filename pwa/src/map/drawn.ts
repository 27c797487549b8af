/** The map as MapLibre draws it. In a chunk of its own, fetched when a map is first opened. */
import { type GeoJSONSource, Map as Drawing, type MapMouseEvent, setWorkerCount, setWorkerUrl } from 'maplibre-gl';
import type { PMTiles } from 'pmtiles';
import type { Core, Id } from '../api/core';
import { coloursOf, onTheme } from './colours';
import { creditOf } from './credit';
import { type Bounds, boundsOf, type Ground } from './ground';
import { workerUrl } from './map_url';
import { marksOf, styleOf, zonesOf } from './style';
import { readTilesOf } from './tiles_protocol';

export interface DrawnOptions {
  readonly box: HTMLElement;
  readonly core: Pick<Core, 'read_tiles'>;
  readonly ground: Ground;
  /** Whose map file is drawn under the zones; null: none is on this phone. */
  readonly operation: Id | null;
  readonly name: string;
  /** A tap: the place in degrees, and the entry there. */
  readonly ontap: (at: readonly [number, number], entry: Id | null) => void;
  /** Whose work the streets are. */
  readonly oncredit: (words: string) => void;
}

export interface Drawn {
  show(ground: Ground): void;
  zoom(steps: number): void;
  /** Everything in sight, or the ground round one point. */
  look(bounds: Bounds): void;
  close(): void;
}

/** Metres round a finger. */
const FINGER_PX = 22;
const ZOOM_MAX = 19;

/** Whether this browser can draw it. */
export function canDraw(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}

export function drawn({ box, core, ground, operation, name, ontap, oncredit }: DrawnOptions): Drawn {
  let shown = ground;
  if (operation !== null) void credit(readTilesOf(core, operation), oncredit);
  setWorkerUrl(workerUrl());
  setWorkerCount(1);
  const bounds = boundsOf(ground);
  const map = new Drawing({
    container: box,
    style: styleOf(ground, coloursOf(box), operation),
    ...(bounds === null ? { center: [0, 0], zoom: 1 } : { bounds: [...bounds] as [number, number, number, number] }),
    maxZoom: ZOOM_MAX,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { 'Map.Title': name },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.on('click', (event) => ontap([event.lngLat.lng, event.lngLat.lat], entryAt(map, event)));
  const stop = onTheme(() => map.setStyle(styleOf(shown, coloursOf(box), operation)));
  return {
    show: (next) => {
      shown = next;
      void map.getSource<GeoJSONSource>('zones')?.setData(zonesOf(next));
      void map.getSource<GeoJSONSource>('marks')?.setData(marksOf(next));
    },
    zoom: (steps) => map.zoomTo(map.getZoom() + steps, { duration: 0 }),
    look: (to) => map.fitBounds([...to] as [number, number, number, number], { duration: 0 }),
    close: () => {
      stop();
      map.remove();
    },
  };
}

/** A file that cannot be read is drawn without streets, and owes nobody a word. */
async function credit(file: PMTiles, said: (words: string) => void): Promise<void> {
  const metadata: unknown = await file.getMetadata().catch(() => null);
  const words = creditOf((metadata as { readonly attribution?: unknown } | null)?.attribution);
  if (words !== null) said(words);
}

function entryAt(map: Drawing, { point }: MapMouseEvent): Id | null {
  const round: [[number, number], [number, number]] = [
    [point.x - FINGER_PX, point.y - FINGER_PX],
    [point.x + FINGER_PX, point.y + FINGER_PX],
  ];
  const [found] = map.queryRenderedFeatures(round, { layers: ['entry'] });
  const id: unknown = found?.properties['id'];
  return typeof id === 'string' ? id : null;
}
