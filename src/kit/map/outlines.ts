// The base of every map: the outlines of countries (Natural Earth, public domain), from our own origin, and how far a
// point is from a country. Loaded with the first map.
import { feature, mesh } from 'topojson-client'
import outlinesUrl from 'world-atlas/countries-50m.json?url'
import type { Location } from '../../kernel/location.ts'
import { fetchFile } from '../request.ts'

type Topology = Parameters<typeof mesh>[0]
type Ring = [number, number][]
type Country = {
  /** ISO 3166-1 alpha-2, in lower case, as packs write it; empty where there is none. */
  code: string
  rings: Ring[]
  /** The frame of its largest part: west, south, east, north. */
  frame: [number, number, number, number]
}
export type Outlines = {
  land: GeoJSON.FeatureCollection
  borders: GeoJSON.MultiLineString
  countries: readonly Country[]
}

/** CLDR knows the numeric codes of countries as aliases of their two letters. */
const alpha2 = (numeric: string) => {
  try {
    const { region = '' } = new Intl.Locale(`und-${numeric}`)
    return /^[A-Z]{2}$/u.test(region) ? region.toLowerCase() : ''
  } catch {
    return ''
  }
}

const frameOf = (ring: Ring): Country['frame'] => {
  const across = ring.map(([x]) => x)
  const up = ring.map(([, y]) => y)
  return [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)]
}
const area = ([west, south, east, north]: Country['frame']) => (east - west) * (north - south)

export function outlinesOf(topology: Topology): Outlines {
  const { countries } = topology.objects as { countries: Parameters<typeof feature>[1] }
  const land = feature(topology, countries) as unknown as GeoJSON.FeatureCollection
  return {
    land,
    borders: mesh(topology, countries as Parameters<typeof mesh>[1], (one, other) => one !== other),
    countries: land.features.map(({ id, geometry }) => {
      const polygons =
        geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : geometry.type === 'MultiPolygon'
            ? geometry.coordinates
            : []
      const rings = polygons.flatMap(([outer]) => (outer ? [outer as Ring] : []))
      const frames = rings.map(frameOf).toSorted((one, other) => area(other) - area(one))
      return { code: alpha2(String(id)), rings, frame: frames[0] ?? [0, 0, 0, 0] }
    }),
  }
}

let loading: Promise<Outlines> | undefined

/** @throws when they cannot be fetched; the next call tries again */
export function loadOutlines(): Promise<Outlines> {
  loading ??= fetchFile(outlinesUrl)
    .then(async (response) => {
      if (!response.ok) throw new Error(`Outlines: ${response.status}`)
      return outlinesOf((await response.json()) as Topology)
    })
    .catch((error: unknown) => {
      loading = undefined
      throw error
    })
  return loading
}

const EARTH_KM = 6371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres from a point to the nearest of a ring's corners. */
function kilometresTo(ring: Ring, { latitude, longitude }: Location): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const [x, y] of ring) {
    const across = Math.sin(radians(x - longitude) / 2) ** 2
    const up = Math.sin(radians(y - latitude) / 2) ** 2
    const part = up + Math.cos(radians(latitude)) * Math.cos(radians(y)) * across
    nearest = Math.min(nearest, 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part))))
  }
  return nearest
}

/** Whether a ring goes round a point: a line to the east crosses it an odd number of times. */
function isWithin(ring: Ring, { latitude, longitude }: Location): boolean {
  let within = false
  ring.forEach(([x, y], at) => {
    const [beforeX, beforeY] = ring.at(at - 1) ?? [x, y]
    const crosses = y > latitude !== beforeY > latitude
    if (crosses && longitude < ((beforeX - x) * (latitude - y)) / (beforeY - y) + x) within = !within
  })
  return within
}

/**
 * Where the name of a country stands in a frame: as near as may be to the middle of what is seen of its largest part, with room for
 * the name; undefined where there is none.
 * @param wide degrees from west to east that a name takes
 */
export function namedAt(
  { rings, frame }: Country,
  seen: Country['frame'],
  wide: number,
  isFree: (at: Location) => boolean,
): Location | undefined {
  const [west, south, east, north] = [
    Math.max(frame[0], seen[0]),
    Math.max(frame[1], seen[1]),
    Math.min(frame[2], seen[2]),
    Math.min(frame[3], seen[3]),
  ]
  // A part on both sides of the date line has its middle elsewhere.
  const isSplit = frame[2] - frame[0] > 300
  if (isSplit || east - west < wide || north <= south) return undefined
  const isRoom = ({ latitude, longitude }: Location) =>
    [-wide / 2, 0, wide / 2].every((aside) =>
      rings.some((ring) => isWithin(ring, { latitude, longitude: longitude + aside })),
    )
  return STEPS.map(([across, up]) => ({
    longitude: west + (east - west) * across,
    latitude: south + (north - south) * up,
  })).find((at) => isFree(at) && isRoom(at))
}

/** Parts of the width and height at which a name is tried, the middle first. */
const PARTS = [0.5, 0.35, 0.65, 0.2, 0.8]
const STEPS = PARTS.flatMap((across) => PARTS.map((up) => [across, up] as const)).toSorted(
  (one, other) => fromMiddle(one) - fromMiddle(other),
)
function fromMiddle([across, up]: readonly [number, number]): number {
  return Math.abs(across - 0.5) + Math.abs(up - 0.5)
}

/** Kilometres from a point to a country: 0 inside it; undefined where the outlines do not have it. */
export function kilometresFrom(outlines: Outlines, country: string, at: Location): number | undefined {
  const rings = outlines.countries.find(({ code }) => code === country)?.rings
  if (!rings) return undefined
  if (rings.some((ring) => isWithin(ring, at))) return 0
  return Math.min(...rings.map((ring) => kilometresTo(ring, at)))
}
