// The map under the pins: MapLibre with a style of our own, made of tokens. Everything it asks for is of our own origin.
import { Map as BaseMap, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Outlines } from './outlines.ts'
import type { Streets } from './streets.ts'

/** How near a map comes, and how near one point is shown: outlines say no more when they are drawn nearer. */
const NEAREST = { outlines: 9, streets: 18 }
const NEAR_ONE = { outlines: 6, streets: 15 }
/** Motion only shows where something comes from; none where the device asks for less. */
export const MOVE = { duration: 140 }

/** The colours of the style; each is the computed colour of an element of that class. */
const INKS = ['sea', 'land', 'border'] as const
type Inks = Readonly<Record<(typeof INKS)[number], string>>

function inksOf(box: HTMLElement): Inks {
  const ink = (name: string) => getComputedStyle(box.querySelector(`.map-ink-${name}`) ?? document.body).color
  return { sea: ink('sea'), land: ink('land'), border: ink('border') }
}

const STILL = { duration: 0, delay: 0 }

/** Which colour each layer has. */
const PAINTS = [
  ['sea', 'background-color', 'sea'],
  ['land', 'fill-color', 'land'],
  ['coast', 'line-color', 'border'],
  ['border', 'line-color', 'border'],
  ['street-land', 'fill-color', 'land'],
  ['street-water', 'fill-color', 'sea'],
  ['street-buildings', 'fill-color', 'border'],
  ['street-roads', 'line-color', 'border'],
  ['street-main-roads', 'line-color', 'border'],
  ['street-borders', 'line-color', 'border'],
] as const

/**
 * From below: the sea, the land, its borders, and the streets where there are some. Areas that are coloured by a figure belong
 * between the land and the borders, as a layer over features with the code of their place; pins are elements of the page, above all.
 */
const styleOf = ({ land, borders }: Outlines, streets: Streets | undefined): StyleSpecification => ({
  version: 8,
  transition: STILL,
  sources: {
    land: { type: 'geojson', data: land },
    borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: borders } },
    ...(streets && { streets: streets.source }),
  },
  layers: [
    { id: 'sea', type: 'background' },
    { id: 'land', type: 'fill', source: 'land' },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-width': 0.75 } },
    { id: 'border', type: 'line', source: 'borders', paint: { 'line-width': 1.5 } },
    ...(streets?.layers ?? []),
  ],
})

/** The style in the colours of the page. */
function coloured(style: StyleSpecification, inks: Inks): StyleSpecification {
  const layers = style.layers.map((layer) => {
    const own = PAINTS.find(([id]) => id === layer.id)
    return own ? { ...layer, paint: { ...layer.paint, [own[1]]: inks[own[2]] } } : layer
  })
  return { ...style, layers: layers as StyleSpecification['layers'] }
}

function paint(map: BaseMap, inks: Inks) {
  for (const [layer, property, ink] of PAINTS)
    if (map.getLayer(layer)) map.setPaintProperty(layer, property, inks[ink])
}

export type Words = {
  map: string
  wheel: string
  wheelMac: string
  fingers: string
}

/**
 * Draws the base into a box and keeps it in the colours of the page.
 * @param onPrint draws the still picture: the map is about to be printed, and is drawn in light colours
 */
export function drawBase(
  box: HTMLElement,
  { outlines, streets }: { outlines: Outlines; streets: Streets | undefined },
  words: Words,
  onPrint: () => void,
) {
  const kind = streets ? 'streets' : 'outlines'
  setWorkerUrl(new URL(workerUrl, location.href).href)
  const map = new BaseMap({
    container: box,
    style: coloured(styleOf(outlines, streets), inksOf(box)),
    locale: {
      'Map.Title': words.map,
      'CooperativeGesturesHandler.WindowsHelpText': words.wheel,
      'CooperativeGesturesHandler.MacHelpText': words.wheelMac,
      'CooperativeGesturesHandler.MobileHelpText': words.fingers,
    },
    // A finger or a wheel that scrolls the page goes on scrolling it.
    cooperativeGestures: true,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxZoom: NEAREST[kind],
    zoom: 1,
    // Streets do not change while they are looked at.
    refreshExpiredTiles: false,
    validateStyle: false,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  const state = (now: 'moving' | 'drawn') => {
    box.dataset['state'] = now
    const { lat, lng } = map.getCenter()
    box.dataset['view'] = [lat.toFixed(2), lng.toFixed(2), map.getZoom().toFixed(1)].join(' ')
  }
  map.on('movestart', () => state('moving'))
  map.on('idle', () => state('drawn'))
  const stopWatching = watchInks(() => paint(map, inksOf(box)))
  // Paper is light. Put back at once: what watches the colours then draws the map in those of the page again.
  const onPaper = () => {
    const { dataset } = document.documentElement
    const { light } = dataset
    dataset['light'] = 'light'
    paint(map, inksOf(box))
    map.redraw()
    onPrint()
    if (light === undefined) delete dataset['light']
    else dataset['light'] = light
  }
  addEventListener('beforeprint', onPaper)
  return {
    map,
    nearOne: NEAR_ONE[kind],
    remove() {
      removeEventListener('beforeprint', onPaper)
      stopWatching()
      map.remove()
    },
  }
}

/** Calls when the colours of the page may have changed: light and dark, by the device or by hand, and forced colours. */
function watchInks(changed: () => void): () => void {
  const lists = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map((query) => matchMedia(query))
  for (const list of lists) list.addEventListener('change', changed)
  const attributes = new MutationObserver(changed)
  attributes.observe(document.documentElement, { attributeFilter: ['data-light'] })
  return () => {
    attributes.disconnect()
    for (const list of lists) list.removeEventListener('change', changed)
  }
}
