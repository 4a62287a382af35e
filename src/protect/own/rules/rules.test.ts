// Codes as people type them, and what of a pack is never shown with one.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pack } from '../../../kernel/packs/pack.ts'
import { CODE_DIGITS, readable, tidied } from './code.ts'
import { isCovered, isCoveredPart, openKinds } from './covered.ts'

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 16, maxLength: 16 })
const SCRIPTS = [0x30, 0x660, 0x6f0] as const

describe('a code', () => {
  test('is read in fours, and typed back in any script with anything between', () => {
    expect(readable('1234567890123456')).toBe('1234 5678 9012 3456')
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom(...SCRIPTS),
        fc.constantFrom('', ' ', '-', '\u2009', '\u200f'),
        (code, zero, gap) => {
          const typed = [...readable(code)]
            .map((sign) => (sign === ' ' ? gap : String.fromCodePoint(zero + Number(sign))))
            .join('')
          expect(tidied(typed)).toBe(code)
          expect(code).toHaveLength(CODE_DIGITS)
        },
      ),
    )
  })

  test('is nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const code = tidied(typed)
        if (code !== undefined) expect(code).toMatch(/^\d{16}$/u)
      }),
    )
    for (const typed of [
      '',
      '123',
      '1'.repeat(17),
      '1234 5678 9012 345a',
      '１２３４５６７８９０１２３４５６',
    ])
      expect(tidied(typed)).toBeUndefined()
  })
})

const label = { es: 'x' }
const term = (code: string, parent?: string, more = {}) => ({
  code,
  label,
  ...(parent && { parent }),
  ...more,
})
const hidden = { protected: true }
const pack = {
  taxonomies: {
    fieldGroups: [term('identity'), term('health', undefined, hidden)],
    needDomains: [term('land'), term('health')],
    needs: [
      term('plot', 'land'),
      term('visit', 'health'),
      term('quarrel', 'land', hidden),
      term('loud', 'quarrel'),
    ],
    serviceKinds: [term('loan', 'land'), term('clinic', 'health'), term('refuge', 'land', hidden)],
    statuses: [term('asylum', undefined, hidden), term('health')],
  },
} as unknown as Pack

describe('what a code never shows', () => {
  const covered = (of: 'needs' | 'needDomains' | 'serviceKinds' | 'statuses', code: string) =>
    isCovered(pack, { of, code })

  test('is what the pack protects, what such a thing groups, and domains that bear the name of a protected part', () => {
    expect([
      covered('needs', 'plot'),
      covered('serviceKinds', 'loan'),
      covered('needDomains', 'land'),
    ]).toEqual([false, false, false])
    for (const code of ['visit', 'quarrel', 'loud']) expect(covered('needs', code), code).toBe(true)
    for (const code of ['clinic', 'refuge']) expect(covered('serviceKinds', code), code).toBe(true)
    expect(covered('statuses', 'asylum')).toBe(true)
    expect(covered('statuses', 'health'), 'a code of that name elsewhere').toBe(false)
    expect([isCoveredPart(pack, 'health'), isCoveredPart(pack, 'identity')]).toEqual([true, false])
  })

  test('is also every unknown code', () => {
    expect(covered('needs', 'no_such')).toBe(true)
    expect(openKinds(pack)).toEqual(['loan'])
  })
})
