/**
 * How ground, zones and entries are drawn. Streets come from the operation's map file, in the layers of the Protomaps
 * basemap (roads, water, landuse, buildings); without one the zones lie on plain ground. Letters are drawn by the
 * phone's own typeface: no glyphs and no pictures are fetched from anywhere.
 */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Colours } from './colours';
import { accuracyRing, degrees, type Ground, lngLat } from './ground';

/** As much of GeoJSON (RFC 7946) as is drawn. */
interface Feature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, string>>;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: number[] }
    | { readonly type: 'Polygon'; readonly coordinates: number[][][] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: number[][][][] };
}

export interface Features {
  readonly type: 'FeatureCollection';
  readonly features: Feature[];
}

const MAIN: FilterSpecification = ['in', ['get', 'kind'], ['literal', ['highway', 'major_road', 'medium_road']]];
const PATH: FilterSpecification = ['==', ['get', 'kind'], 'path'];
const FONT = ['sans-serif'];

/** operation: whose map file is on this phone; null draws plain ground. */
export function styleOf(ground: Ground, colours: Colours, operation: string | null): StyleSpecification {
  return {
    version: 8,
    // Another theme is there at once: no grey hours between day and night.
    transition: { duration: 0, delay: 0 },
    sources: {
      ...(operation === null ? {} : { tiles: { type: 'vector', url: `pmtiles://${operation}` } }),
      zones: { type: 'geojson', data: zonesOf(ground) },
      marks: { type: 'geojson', data: marksOf(ground) },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
      ...(operation === null ? [] : streets(colours)),
      ...zones(colours),
      ...(operation === null ? [] : names(colours)),
      ...marks(colours),
    ],
  };
}

export function zonesOf({ zones: shapes }: Ground): Features {
  return {
    type: 'FeatureCollection',
    features: shapes.map(({ id, name, kind, polygons }) => ({
      type: 'Feature',
      properties: { id, name, kind },
      geometry: { type: 'MultiPolygon', coordinates: degrees(polygons) },
    })),
  };
}

/** Entries, the phone with its accuracy, and the point that is being placed. */
export function marksOf({ entries, here, chosen }: Ground): Features {
  const point = (role: string, id: string, at: readonly number[]): Feature => ({
    type: 'Feature',
    properties: { role, id },
    geometry: { type: 'Point', coordinates: [...at] },
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...(here === null ? [] : [ring('near', accuracyRing(here)), point('here', '', lngLat(here))]),
      ...entries.map((each) => point('entry', each.id, lngLat(each.at))),
      ...(chosen === null ? [] : [point('chosen', '', lngLat(chosen))]),
    ],
  };
}

function ring(role: string, coordinates: number[][]): Feature {
  return { type: 'Feature', properties: { role }, geometry: { type: 'Polygon', coordinates: [coordinates] } };
}

function streets(colours: Colours): LayerSpecification[] {
  const area = (id: string, layer: string, colour: string, filter?: FilterSpecification): LayerSpecification => ({
    id, type: 'fill', source: 'tiles', 'source-layer': layer, paint: { 'fill-color': colour }, ...(filter === undefined ? {} : { filter }),
  });
  const line = (id: string, colour: string, wide: number, filter: FilterSpecification): LayerSpecification => ({
    id,
    type: 'line',
    source: 'tiles',
    'source-layer': 'roads',
    filter,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 12, wide / 6, 16, wide, 19, wide * 4] },
  });
  return [
    area('parks', 'landuse', colours.chosen, ['in', ['get', 'kind'], ['literal', ['park', 'grass', 'garden', 'recreation_ground', 'forest', 'wood', 'cemetery']]]),
    area('water', 'water', colours.water),
    area('buildings', 'buildings', colours.sunken),
    { ...line('paths', colours.field, 2, PATH), paint: { 'line-color': colours.field, 'line-width': 1.5, 'line-dasharray': [2, 2] } } as LayerSpecification,
    line('minor', colours.line, 10, ['all', ['!', MAIN], ['!', PATH]] as FilterSpecification),
    line('main', colours.line, 16, MAIN),
  ];
}

function zones(colours: Colours): LayerSpecification[] {
  return [
    { id: 'zone', type: 'fill', source: 'zones', filter: ['!=', ['get', 'kind'], 'ward'], paint: { 'fill-color': colours.settled, 'fill-opacity': 0.14 } },
    {
      id: 'zone-line',
      type: 'line',
      source: 'zones',
      paint: { 'line-color': colours.settled, 'line-width': ['match', ['get', 'kind'], 'hot_spot', 3, 2], 'line-dasharray': [3, 1] },
    },
    {
      id: 'zone-name',
      type: 'symbol',
      source: 'zones',
      layout: { 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 15, 'text-max-width': 8 },
      paint: { 'text-color': colours.settled, 'text-halo-color': colours.ground, 'text-halo-width': 2 },
    },
  ];
}

function names(colours: Colours): LayerSpecification[] {
  return [
    {
      id: 'street-name',
      type: 'symbol',
      source: 'tiles',
      'source-layer': 'roads',
      minzoom: 14,
      layout: { 'symbol-placement': 'line', 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 13 },
      paint: { 'text-color': colours.text, 'text-halo-color': colours.raised, 'text-halo-width': 2 },
    },
  ];
}

function marks(colours: Colours): LayerSpecification[] {
  const dot = (role: string, colour: string, radius: number): LayerSpecification => ({
    id: role,
    type: 'circle',
    source: 'marks',
    filter: ['==', ['get', 'role'], role],
    paint: { 'circle-color': colour, 'circle-radius': radius, 'circle-stroke-color': colours.ground, 'circle-stroke-width': 2 },
  });
  return [
    { id: 'near', type: 'fill', source: 'marks', filter: ['==', ['get', 'role'], 'near'], paint: { 'fill-color': colours.text, 'fill-opacity': 0.12 } },
    dot('entry', colours.attention, 8),
    dot('here', colours.text, 7),
    { ...dot('chosen', colours.ground, 9), paint: { 'circle-color': colours.ground, 'circle-radius': 9, 'circle-stroke-color': colours.text, 'circle-stroke-width': 4 } } as LayerSpecification,
  ];
}
