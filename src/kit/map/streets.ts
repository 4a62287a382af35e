// The streets of a town, where the operator laid a street map beside the data: one PMTiles file in the layers of Protomaps,
// made of OpenStreetMap, read in parts from our own server.
import { addProtocol, type LayerSpecification, type SourceSpecification } from 'maplibre-gl'
import { request } from '../request.ts'

const ADDRESS = '/map/streets.pmtiles'

export type Streets = {
  source: SourceSpecification
  layers: readonly LayerSpecification[]
}

let loading: Promise<Streets | undefined> | undefined

/** Undefined where there are none, or no network. */
export function loadStreets(): Promise<Streets | undefined> {
  loading ??= request<{ streets: boolean }>('/map/base.json')
    .then(async ({ streets }) => (streets ? await open() : undefined))
    .catch(() => {
      loading = undefined
      return undefined
    })
  return loading
}

async function open(): Promise<Streets> {
  const { PMTiles, Protocol } = await import('pmtiles')
  const protocol = new Protocol()
  const url = new URL(ADDRESS, location.href).href
  protocol.add(new PMTiles(url))
  addProtocol('pmtiles', protocol.tile)
  return { source: { type: 'vector', url: `pmtiles://${url}` }, layers }
}

const of = (layer: string) => ({ source: 'streets', 'source-layer': layer })
const wide = (from: number, to: number) =>
  ['interpolate', ['exponential', 1.6], ['zoom'], 8, from, 18, to] as unknown as number

/** Their colours are set with those of the base. */
const layers: readonly LayerSpecification[] = [
  { id: 'street-land', type: 'fill', ...of('earth') },
  { id: 'street-water', type: 'fill', ...of('water'), filter: ['==', ['geometry-type'], 'Polygon'] },
  { id: 'street-buildings', type: 'fill', ...of('buildings'), minzoom: 14, paint: { 'fill-opacity': 0.2 } },
  {
    id: 'street-roads',
    type: 'line',
    ...of('roads'),
    filter: ['!', ['in', ['get', 'kind'], ['literal', ['highway', 'major_road', 'rail', 'ferry']]]],
    minzoom: 12,
    paint: { 'line-width': wide(0.25, 10), 'line-opacity': 0.5 },
  },
  {
    id: 'street-main-roads',
    type: 'line',
    ...of('roads'),
    filter: ['in', ['get', 'kind'], ['literal', ['highway', 'major_road']]],
    paint: { 'line-width': wide(0.75, 18), 'line-opacity': 0.8 },
  },
  { id: 'street-borders', type: 'line', ...of('boundaries'), paint: { 'line-width': 1.5 } },
]
