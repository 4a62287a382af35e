// What a map is made of, without a browser: points as they are pasted, and pins that would lie on each other.
import { describe, expect, test } from 'vitest'
import { geoAddress, readLocation, writeLocation } from './coordinates.ts'
import { APART, frameOf, groupsOf, isOnePoint, onPlane } from './groups.ts'

const BOGOTA = { latitude: 4.6533, longitude: -74.0836 }

describe('a point is read as it is pasted', () => {
  test.each([
    '4.6533, -74.0836',
    '4.6533,-74.0836',
    ' (4.6533 -74.0836) ',
    '4.6533°, −74.0836°',
    '4,6533; -74,0836',
    '4,6533 -74,0836',
    'geo:4.6533,-74.0836?z=12',
    '٤٫٦٥٣٣، -٧٤٫٠٨٣٦',
    '4.65330004, -74.08360001',
  ])('%s', (text) => {
    expect(readLocation(text)).toEqual(BOGOTA)
  })

  test.each(['', '4.6533', 'Calle 10', '91, 0', '4.6533, -181', '0, 0', '4.6533, -74.0836, 2600', '4,6,5,3'])(
    'and %j is none',
    (text) => {
      expect(readLocation(text)).toBeUndefined()
    },
  )

  test('as it is written', () => {
    expect(readLocation(writeLocation(BOGOTA))).toEqual(BOGOTA)
    expect(geoAddress(BOGOTA)).toBe('geo:4.6533,-74.0836?q=4.6533,-74.0836')
  })
})

describe('pins', () => {
  const place = (key: string, latitude: number, longitude: number) => ({ key, at: { latitude, longitude } })
  const near = place('near', 4.66, -74.08)
  const bogota = place('bogota', BOGOTA.latitude, BOGOTA.longitude)
  const riohacha = place('riohacha', 11.5444, -72.9072)

  test('that would lie on each other are one, in the order of the list, until the map is near enough', () => {
    const keys = (zoom: number) =>
      groupsOf([bogota, riohacha, near], zoom).map((group) => group.map(({ key }) => key))
    expect(keys(0)).toEqual([['bogota', 'riohacha', 'near']])
    expect(keys(6)).toEqual([['bogota', 'near'], ['riohacha']])
    expect(keys(15)).toEqual([['bogota'], ['riohacha'], ['near']])
  })

  test('have a frame, and are one point or not', () => {
    expect(frameOf([])).toBeUndefined()
    expect(frameOf([bogota, riohacha])).toEqual([-74.0836, 4.6533, -72.9072, 11.5444])
    expect(isOnePoint([bogota, { ...bogota, key: 'same' }])).toBe(true)
    expect(isOnePoint([bogota, near])).toBe(false)
  })

  test('are never lost: every place is in one group, and groups are apart', () => {
    const many = Array.from({ length: 200 }, (_, at) => place(String(at), (at * 7) % 80, (at * 13) % 170))
    const groups = groupsOf(many, 3)
    expect(
      groups
        .flat()
        .map(({ key }) => key)
        .toSorted(),
    ).toEqual(many.map(({ key }) => key).toSorted())
    const first = groups.map(([one]) => onPlane((one ?? bogota).at, 3))
    for (const [at, [x, y]] of first.entries())
      for (const [otherX, otherY] of first.slice(at + 1))
        expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThanOrEqual(APART)
  })
})
