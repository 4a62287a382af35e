// Draws a map and its pins. Pins are buttons of the page over the canvas: they have names, are reached by keyboard in the
// order of the table, and keep the colours of the system. Loaded when the first map is drawn.
import type { Map as BaseMap } from 'maplibre-gl'
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState, type RefObject } from 'react'
import { toLocation, type Location } from '../../kernel/location.ts'
import { Button } from '../controls/Button.tsx'
import { useFormats, useLocale, useMessages } from '../messages.tsx'
import { drawBase, MOVE } from './base.ts'
import { frameOf, groupsOf, isOnePoint, onPlane, type Frame } from './groups.ts'
import type { MapOf, MapPlace } from './Map.tsx'
import { loadOutlines, namedAt, type Outlines } from './outlines.ts'
import { drawStill } from './still.ts'
import { loadStreets, type Streets } from './streets.ts'
import 'maplibre-gl/dist/maplibre-gl.css'

/** Room around what is shown, for pins at the edge. */
const PADDING = 48
/** A country is named where about as much of it is seen as its name is wide. */
const NAMED_FROM = 80

/** Of more chosen places only the table says the names. */
const MOST_LISTED = 12

type Shown = { map: BaseMap; outlines: Outlines; nearOne: number; hasStreets: boolean }
type View = { zoom: number; frame: Frame }

export default function DrawnMap({ onFail, ...of }: MapOf & { onFail: () => void }) {
  const { label, places, chosen = [], onChoose, counted, onPlace, country } = of
  const t = useMessages()
  const { number } = useFormats()
  const box = useRef<HTMLDivElement>(null)
  const still = useRef<HTMLCanvasElement>(null)
  const [shown, setShown] = useState<Shown>()
  const [view, setView] = useState<View>()
  const words = {
    map: t('kit.map.keys'),
    wheel: t('kit.map.wheel'),
    wheelMac: t('kit.map.wheel_mac'),
    fingers: t('kit.map.fingers'),
  }
  const begin = useEffectEvent((outlines: Outlines, streets: Streets | undefined) => {
    if (!box.current) return undefined
    const base = drawBase(box.current, { outlines, streets }, words, () => drawStill(still.current, base.map))
    base.map.on('click', ({ lngLat }) => place(lngLat.lat, lngLat.lng))
    base.map.on('moveend', () => setView(viewOf(base.map)))
    setShown({ map: base.map, outlines, nearOne: base.nearOne, hasStreets: streets !== undefined })
    setView(viewOf(base.map))
    return base
  })
  const fail = useEffectEvent(onFail)
  useEffect(() => {
    let base: ReturnType<typeof begin>
    let isGone = false
    Promise.all([loadOutlines(), loadStreets()])
      .then(([outlines, streets]) => {
        if (!isGone) base = begin(outlines, streets)
      })
      .catch(() => {
        if (!isGone) fail()
      })
    return () => {
      isGone = true
      base?.remove()
    }
  }, [])

  const groups = useMemo(() => groupsOf(places, view?.zoom ?? 0), [places, view?.zoom])
  const names = useNames(shown?.outlines, view, groups)
  const hold = usePositions(shown?.map)
  const frame = JSON.stringify(frameOf(places) ?? null)
  const showAll = (motion: { duration: number }) => {
    if (shown) fit(shown, places, country, motion)
  }
  const begun = useEffectEvent(() => showAll({ duration: 0 }))
  useEffect(() => begun(), [shown?.map, frame, country])
  const [only] = chosen.length === 1 ? chosen : []
  const showOne = useEffectEvent((key: string) => {
    const one = places.find((each) => each.key === key)
    if (shown && one) goTo(shown.map, one, places)
  })
  useEffect(() => {
    if (only !== undefined) showOne(only)
  }, [only])

  function place(latitude: number, longitude: number) {
    onPlace?.(toLocation(latitude, longitude))
  }
  function press(members: readonly MapPlace[]) {
    if (!isOnePoint(members)) shown?.map.fitBounds(frameOf(members) as Frame, { padding: PADDING, ...MOVE })
    onChoose?.(members.map(({ key }) => key))
  }
  const picked = places.filter(({ key }) => chosen.includes(key))
  const listed = picked.length <= MOST_LISTED ? picked : []
  const middle = () => {
    const { lat, lng } = shown?.map.getCenter() ?? { lat: 0, lng: 0 }
    place(lat, lng)
  }
  return (
    <div className="map-part">
      <div className="map-frame screen-only">
        <div ref={box} className="map-drawing" data-state="loading">
          <i className="map-ink-sea" hidden />
          <i className="map-ink-land" hidden />
          <i className="map-ink-border" hidden />
        </div>
        <div className="map-over" aria-hidden="true">
          {names.map(({ code, name, at }) => (
            <span key={code} ref={hold(code, at)} className="map-name">
              <bdi>{name}</bdi>
            </span>
          ))}
          {onPlace && <span className="map-middle" />}
        </div>
        <ul className="map-over" aria-label={label}>
          {groups.map((members) => (
            <Pin
              key={members.map(({ key }) => key).join(' ')}
              members={members}
              hold={hold}
              isChosen={members.some(({ key }) => chosen.includes(key))}
              name={members.length === 1 ? members[0]?.name : counted?.(members.length)}
              count={members.length === 1 ? undefined : number(members.length)}
              onFocus={() => shown && bringIn(shown.map, members[0])}
              onPress={onChoose && (() => press(members))}
            />
          ))}
        </ul>
      </div>
      <canvas ref={still} className="map-still print-only" aria-hidden="true" />
      {shown?.hasStreets && (
        <p className="map-credit small soft">
          <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">
            {t('kit.map.credit')}
          </a>
        </p>
      )}
      <div className="map-tools screen-only">
        <Button kind="quiet" onClick={() => shown?.map.zoomIn(MOVE)}>
          {t('kit.map.nearer')}
        </Button>
        <Button kind="quiet" onClick={() => shown?.map.zoomOut(MOVE)}>
          {t('kit.map.farther')}
        </Button>
        {places.length > 1 && (
          <Button kind="quiet" onClick={() => showAll(MOVE)}>
            {t('kit.map.all')}
          </Button>
        )}
        {onPlace && (
          <Button icon="map" onClick={middle}>
            {t('kit.map.place_middle')}
          </Button>
        )}
      </div>
      <ul className="map-chosen screen-only" aria-live="polite">
        {listed.map(
          ({ key, name, href }) =>
            href && (
              <li key={key}>
                <a href={href}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ),
        )}
      </ul>
    </div>
  )
}

type Hold = (key: string, at: Location) => (element: HTMLElement | null) => void

function Pin({
  members,
  hold,
  name,
  count,
  isChosen,
  onFocus,
  onPress,
}: {
  members: readonly MapPlace[]
  hold: Hold
  name: string | undefined
  count: string | undefined
  isChosen: boolean
  onFocus: () => void
  onPress: (() => void) | undefined
}) {
  const [first] = members
  if (!first) return null
  const look = (
    <>
      <span className={count === undefined ? 'map-pin' : 'map-pin map-pin-many'} aria-hidden="true">
        {count}
      </span>
      <span className="map-pin-name">
        <bdi>{name}</bdi>
      </span>
    </>
  )
  return (
    <li ref={hold(first.key, first.at)} className="map-place">
      {onPress ? (
        <button type="button" aria-pressed={isChosen} onFocus={onFocus} onClick={onPress}>
          {look}
        </button>
      ) : (
        <span>{look}</span>
      )}
    </li>
  )
}

function viewOf(map: BaseMap): View {
  const bounds = map.getBounds()
  return {
    zoom: map.getZoom(),
    frame: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
  }
}

function fit(
  { map, outlines, nearOne }: Shown,
  places: readonly MapPlace[],
  country: string | undefined,
  motion: object,
) {
  const [first] = places
  const frame = frameOf(places) ?? outlines.countries.find(({ code }) => code === country)?.frame
  if (first && isOnePoint(places))
    map.easeTo({ center: [first.at.longitude, first.at.latitude], zoom: nearOne, ...motion })
  else if (frame) map.fitBounds(frame, { padding: PADDING, ...motion })
}

const isInView = (map: BaseMap, { at }: MapPlace) => map.getBounds().contains([at.longitude, at.latitude])

/** A pin that is reached by keyboard comes into view. */
function bringIn(map: BaseMap, place: MapPlace | undefined) {
  if (place && !isInView(map, place)) map.panTo([place.at.longitude, place.at.latitude], MOVE)
}

/** Moves to a place, as near as it takes for its pin to stand alone. */
function goTo(map: BaseMap, place: MapPlace, places: readonly MapPlace[]) {
  const isAlone = (zoom: number) =>
    isOnePoint(groupsOf(places, zoom).find((group) => group.includes(place)) ?? [])
  let zoom = map.getZoom()
  if (isAlone(zoom) && isInView(map, place)) return
  while (zoom < map.getMaxZoom() && !isAlone(zoom)) zoom = Math.min(zoom + 0.5, map.getMaxZoom())
  map.easeTo({ center: [place.at.longitude, place.at.latitude], zoom, ...MOVE })
}

/** Keeps elements over the points of the map that they belong to, also while it moves. */
function usePositions(map: BaseMap | undefined): Hold {
  const held: RefObject<Map<string, { element: HTMLElement; at: Location }>> = useRef(new Map())
  const put = useCallback(
    ({ element, at }: { element: HTMLElement; at: Location }) => {
      if (!map) return
      const { x, y } = map.project([at.longitude, at.latitude])
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    },
    [map],
  )
  useEffect(() => {
    const all = () => held.current.forEach(put)
    all()
    map?.on('move', all)
    map?.on('resize', all)
    return () => {
      map?.off('move', all)
      map?.off('resize', all)
    }
  }, [map, put])
  return (key, at) => (element) => {
    if (!element) return void held.current.delete(key)
    const one = { element, at }
    held.current.set(key, one)
    put(one)
  }
}

/** The countries in view that are wide enough for their names, in the language of the screen. */
function useNames(outlines: Outlines | undefined, view: View | undefined, groups: readonly MapPlace[][]) {
  const { locale } = useLocale()
  return useMemo(() => {
    if (!outlines || !view) return []
    const named = new Intl.DisplayNames(locale, { type: 'region' })
    const least = (NAMED_FROM * 360) / (512 * 2 ** view.zoom)
    const pins = groups.flatMap(([first]) => (first ? [onPlane(first.at, view.zoom)] : []))
    const isFree = (at: Location) => {
      const [x, y] = onPlane(at, view.zoom)
      return pins.every(([pinX, pinY]) => Math.abs(x - pinX) > NAMED_FROM / 2 + 16 || Math.abs(y - pinY) > 32)
    }
    return outlines.countries.flatMap((country) => {
      const at = country.code === '' ? undefined : namedAt(country, view.frame, least, isFree)
      return at ? [{ code: country.code, at, name: named.of(country.code.toUpperCase()) ?? '' }] : []
    })
  }, [outlines, view, groups, locale])
}
