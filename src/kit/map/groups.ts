// Which places of a map are drawn as one, because at this nearness their pins would lie on each other; and the frame
// that holds some places.
import type { Location } from '../../kernel/location.ts'

export type Place = { key: string; at: Location }

/** Pixels between the middles of two pins: as wide as what a finger presses. */
export const APART = 44

/** Where a point is on the drawn world, in pixels (Web Mercator, 512 pixels around the earth at zoom 0). */
export function onPlane({ latitude, longitude }: Location, zoom: number): [x: number, y: number] {
  const side = 512 * 2 ** zoom
  const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180)
  return [((longitude + 180) / 360) * side, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side]
}

/** Places in their order, each with those after it that are nearer than a pin is wide. */
export function groupsOf<One extends Place>(places: readonly One[], zoom: number): One[][] {
  const groups: { x: number; y: number; members: One[] }[] = []
  for (const place of places) {
    const [x, y] = onPlane(place.at, zoom)
    const near = groups.find((group) => Math.hypot(group.x - x, group.y - y) < APART)
    if (near) near.members.push(place)
    else groups.push({ x, y, members: [place] })
  }
  return groups.map(({ members }) => members)
}

export type Frame = [west: number, south: number, east: number, north: number]

/** The frame of some places; undefined of none. */
export function frameOf(places: readonly Place[]): Frame | undefined {
  if (places.length === 0) return undefined
  const across = places.map(({ at }) => at.longitude)
  const up = places.map(({ at }) => at.latitude)
  return [Math.min(...across), Math.min(...up), Math.max(...across), Math.max(...up)]
}

/** Whether all are one point: no nearness tells them apart. */
export const isOnePoint = (places: readonly Place[]): boolean => {
  const [west, south, east, north] = frameOf(places) ?? [0, 0, 0, 0]
  return west === east && south === north
}
