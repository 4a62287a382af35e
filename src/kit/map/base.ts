// The map under the pins: MapLibre with a style of our own, made of tokens. Everything it asks for is of our own origin.
import { Map as BaseMap, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { Outlines } from './outlines.ts'

/** The outlines say no more when they are drawn nearer. */
const NEAREST = 9
/** How near one point is shown: its country is still in sight. */
export const NEAR_ONE = 6
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

/**
 * From below: the sea, the land, its borders. Areas that are coloured by a figure belong between the land and the borders, as a
 * layer over features with the code of their place; pins are elements of the page, above all.
 */
const styleOf = ({ land, borders }: Outlines, { sea, land: ground, border }: Inks): StyleSpecification => ({
  version: 8,
  transition: STILL,
  sources: {
    land: { type: 'geojson', data: land },
    borders: { type: 'geojson', data: { type: 'Feature', properties: {}, geometry: borders } },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': sea } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': ground } },
    { id: 'coast', type: 'line', source: 'land', paint: { 'line-color': border, 'line-width': 0.75 } },
    { id: 'border', type: 'line', source: 'borders', paint: { 'line-color': border, 'line-width': 1.5 } },
  ],
})

function paint(map: BaseMap, { sea, land, border }: Inks) {
  map.setPaintProperty('sea', 'background-color', sea)
  map.setPaintProperty('land', 'fill-color', land)
  map.setPaintProperty('coast', 'line-color', border)
  map.setPaintProperty('border', 'line-color', border)
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
export function drawBase(box: HTMLElement, outlines: Outlines, words: Words, onPrint: () => void) {
  setWorkerUrl(new URL(workerUrl, location.href).href)
  const map = new BaseMap({
    container: box,
    style: styleOf(outlines, inksOf(box)),
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
    maxZoom: NEAREST,
    zoom: 1,
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
