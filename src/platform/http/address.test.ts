// Tests that one internet connection is counted as one caller, however many addresses it has.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, networkOf } from './address.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:12:34:56:78:9a:bc', '2001:db8:12:34::/64'],
  ['2001:DB8:0012:34::1', '2001:db8:12:34::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['203.0.113.7:40123', '203.0.113.7'],
  ['[2001:db8::1]:443', '2001:db8:0:0::/64'],
  ['ana@huerta.example', 'ana@huerta.example'],
  ['', ''],
])('%s is counted as %s', (address, line) => {
  expect(lineOf(address)).toBe(line)
})

test('addresses of one connection are one caller, those of two connections are two', () => {
  const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16))
  const groups = (length: number) => fc.array(group, { minLength: length, maxLength: length })
  fc.assert(
    fc.property(groups(4), groups(4), groups(4), (line, one, other) => {
      const [here, there] = [one, other].map((rest) => lineOf([...line, ...rest].join(':')))
      expect(here).toBe(there)
      expect(here).toBe(`${line.join(':')}::/64`)
    }),
  )
})

test('the connections of one customer are one network', () => {
  expect(networkOf('2001:db8:12:34::1')).toBe('2001:db8:12::/48')
  expect(networkOf('2001:db8:12:ff::1')).toBe(networkOf('2001:db8:12:34::1'))
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7')
})
