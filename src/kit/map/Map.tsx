// A map of places, above or beside the table of the same. What draws it is loaded after the screen is drawn; where it
// cannot be drawn (no WebGL, no network) the table stands alone, and a sentence says so.
import { useEffect, useState, type ComponentType, type ReactNode } from 'react'
import type { Location } from '../../kernel/location.ts'
import type { Href } from '../../kernel/paths.ts'
import { useMessages } from '../messages.tsx'
import './map.css'

export type MapPlace = {
  key: string
  name: string
  at: Location
  /** What it opens, once it is chosen on the map. */
  href?: Href
}

export type MapOf = {
  /** The accessible name: what is shown. */
  label: string
  /** In the order of the table. */
  places: readonly MapPlace[]
  /** Keys of the places that are chosen, on the map or in the table. */
  chosen?: readonly string[]
  onChoose?: (keys: readonly string[]) => void
  /** "5 services": the name of several places that are drawn as one. */
  counted?: (count: number) => string
  /** Where a press on the map, or the button for its middle, puts a point. */
  onPlace?: (at: Location) => void
  /** What the map shows while it has no place: a country by its code of two letters. */
  country?: string | undefined
}

/** Browsers on old phones, and those whose graphics are switched off, have no WebGL 2. */
function canDraw(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}

/** `children`: the table. A map without its table is not for everybody; only a field has its own beside it. */
export function PlaceMap({ children, ...map }: MapOf & { children?: ReactNode }) {
  const t = useMessages()
  const [{ Drawn }, setDrawn] = useState<{ Drawn?: ComponentType<MapOf & { onFail: () => void }> | null }>({})
  useEffect(() => {
    let isGone = false
    const set = (Part: NonNullable<typeof Drawn> | null) => {
      if (!isGone) setDrawn({ Drawn: Part })
    }
    const load = async () => (canDraw() ? (await import('./DrawnMap.tsx')).default : null)
    load().then(set, () => set(null))
    return () => {
      isGone = true
    }
  }, [])
  return (
    <figure className="map" aria-label={map.label}>
      {Drawn === null ? (
        <p className="map-absent small soft">{t('kit.map.absent')}</p>
      ) : Drawn === undefined ? (
        <div className="map-drawing screen-only" aria-busy="true" />
      ) : (
        <Drawn {...map} onFail={() => setDrawn({ Drawn: null })} />
      )}
      {children}
    </figure>
  )
}
