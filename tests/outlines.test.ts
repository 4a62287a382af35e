// The outlines that maps are drawn over: which country is which, and how far a point is from one.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { kilometresFrom, outlinesOf } from '../src/kit/map/outlines.ts'

const topology = JSON.parse(readFileSync('node_modules/world-atlas/countries-50m.json', 'utf8')) as never
const outlines = outlinesOf(topology)

test('the countries have the codes that packs use', () => {
  const codes = new Set(outlines.countries.map(({ code }) => code))
  for (const code of ['co', 've', 'ht', 'sy', 'es', 'us']) expect(codes, code).toContain(code)
})

test('a point is some kilometres from a country, or in it', () => {
  const bogota = { latitude: 4.6533, longitude: -74.0836 }
  expect(kilometresFrom(outlines, 'co', bogota)).toBe(0)
  // On the sea, where the outlines are about ten kilometres coarse.
  expect(kilometresFrom(outlines, 'co', { latitude: 10.4236, longitude: -75.5518 })).toBeLessThan(20)
  // Latitude and longitude the wrong way round.
  expect(kilometresFrom(outlines, 'co', { latitude: -74.0836, longitude: 4.6533 })).toBeGreaterThan(5000)
  expect(kilometresFrom(outlines, 'xa', bogota)).toBeUndefined()
})
