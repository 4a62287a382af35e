// The logic of the kit: routes, dates from three inputs, messages and figures of a language.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateOf } from './fields/DateField.tsx'
import { formats, inLine } from './formats.ts'
import { grouped } from './Telephone.tsx'
import { translator } from './messages.tsx'
import { matchRoute } from './route.tsx'

describe('an address', () => {
  const routes = [
    { path: '/' },
    { path: '/people' },
    { path: '/people/:person' },
    { path: '/people/new' },
    { path: '/people/:person/needs/:need' },
  ]

  test('finds its screen and what its parameters are', () => {
    expect(matchRoute(routes, '/')?.route.path).toBe('/')
    expect(matchRoute(routes, '/people/')?.route.path).toBe('/people')
    expect(matchRoute(routes, '/people/a%20b/needs/2')?.params).toEqual({ person: 'a b', need: '2' })
  })

  test('prefers a literal segment to a parameter, whichever is listed first', () => {
    expect(matchRoute(routes, '/people/new')?.route.path).toBe('/people/new')
  })

  test('without a screen finds none, also when it is garbled', () => {
    expect(matchRoute(routes, '/nowhere')).toBeUndefined()
    expect(matchRoute(routes, '/people/%E0%A4%A')).toBeUndefined()
  })
})

describe('a date written in three boxes', () => {
  test('is a civil date', () => {
    expect(dateOf({ day: '9', month: '7', year: '1991' })).toBe('1991-07-09')
  })

  test('is none while it does not exist', () => {
    expect(dateOf({ day: '30', month: '2', year: '2026' })).toBeUndefined()
    expect(dateOf({ day: '', month: '7', year: '1991' })).toBeUndefined()
    expect(dateOf({ day: '9', month: '7', year: '91' })).toBeUndefined()
  })
})

describe('words', () => {
  test('are counted as each language counts', () => {
    const text =
      '{n, plural, zero {لا أحد} one {شخص واحد} two {شخصان} few {# أشخاص} many {# شخصًا} other {# شخص}}'
    const t = translator<string>('ar', { people: text })
    expect([0, 1, 2].map((n) => t('people', { n }))).toEqual(['لا أحد', 'شخص واحد', 'شخصان'])
  })

  test('with angle brackets and apostrophes are left as they are', () => {
    expect(translator<string>('en', { a: "Ana's <file>" })('a')).toBe("Ana's <file>")
  })

  test('without a translation are shown as missing', () => {
    expect(translator('es', {})('referral.sent')).toBe('[referral.sent]')
  })
})

describe('figures', () => {
  const es = formats('es')

  test('of money are exact beyond what a float can hold', () => {
    expect(es.money({ amount: '9007199254740993.25', currency: 'USD' })).toContain('9.007.199.254.740.993,25')
  })

  test('of money carry the decimals of their currency, in the way of each language', () => {
    // Colombian pesos have cents in the books, and none in print.
    expect(es.money({ amount: '180000.00', currency: 'COP' })).toMatch(/^180\.000\sCOP$/u)
    expect(es.money({ amount: '-180000.00', currency: 'COP' })).toMatch(/^-180\.000\sCOP$/u)
    expect(es.money({ amount: '40', currency: 'EUR' })).toMatch(/^40,00\sEUR$/u)
    expect(es.money({ amount: '0.50', currency: 'USD' })).toMatch(/^0,50\sUSD$/u)
    expect(formats('en').money({ amount: '40', currency: 'EUR' })).toMatch(/^EUR\s40\.00$/u)
    expect(formats('en').money({ amount: '500', currency: 'JPY' })).toMatch(/^JPY\s500$/u)
    expect(formats('ar').money({ amount: '40', currency: 'EUR' })).toMatch(/40[.,]00/u)
  })

  test('of money never lose a cent that is there', () => {
    expect(es.money({ amount: '180000.50', currency: 'COP' })).toMatch(/^180\.000,50\sCOP$/u)
    expect(es.money({ amount: '0.125', currency: 'KWD' })).toMatch(/^0,125\sKWD$/u)
  })

  test('of dates are spelled out and the same in every time zone', () => {
    expect(es.date('2026-03-03')).toBe('3 de marzo de 2026')
    expect(formats('en').date('1991-12-31')).toMatch(/31/u)
  })

  test('of instants are shorter where that is asked for, with their day, year and time', () => {
    const at = '2026-03-03T19:05:00Z'
    const { instant, shortInstant } = formats('es', 'America/Bogota')
    expect(shortInstant(at)).toMatch(/^3\smar\s2026,\s14:05$/u)
    expect(instant(at)).toMatch(/^3 de marzo de 2026\D+14:05$/u)
  })

  test('of distance are written as people say them', () => {
    expect(es.relative('2026-03-04', '2026-03-03')).toBe('mañana')
    expect(es.relative('2025-12-04', '2026-03-03')).toBe('hace\u00a03\u00a0meses')
  })
})

test('a number and its unit stay on one line, in every language', () => {
  const age = '{years, plural, one {# año} other {# años}} de edad'
  expect(translator<string>('es', { age })('age', { years: 22 })).toBe('22\u00a0años de edad')
  expect(translator<string>('ar', { age: '{years, number} سنة' })('age', { years: 22 })).toMatch(
    /\p{Nd}\u00a0سنة$/u,
  )
  expect(formats('en').shortDate('2026-11-26')).toBe('Nov\u00a026')
  expect(formats('en').relative('2026-03-06', '2026-03-03')).toBe('in\u00a03\u00a0days')
})

test('a name beside an Arabic age keeps its own direction, and nothing else is marked', () => {
  expect(inLine(['Ana Peña', '8 سنوات', false, ''])).toBe(
    '\u200f\u2068Ana Peña\u2069\u00a0· \u20688 سنوات\u2069',
  )
  expect(inLine(['Ana Peña', undefined, '8 años'])).toBe('Ana Peña\u00a0· 8 años')
  const t = translator<string>('ar', { row: '{name} {hour, select, morning {ص} other {م}}' })
  expect(t('row', { name: 'Fondo Raíces', hour: 'morning' })).toBe('\u2068Fondo Raíces\u2069 ص')
})

describe('a telephone', () => {
  test('is grouped as its country writes it, and stays as it was typed where that is not known', () => {
    const shown = (typed: string) => grouped(typed).replaceAll('\u00a0', ' ')
    expect(shown('+573001234567')).toBe('+57 300 123 4567')
    expect(shown('+584121234567')).toBe('+58 412 123 4567')
    expect(shown('+50761234567')).toBe('+507 6123 4567')
    expect(shown('+593991234567')).toBe('+593 99 123 4567')
    expect(shown('3001234567')).toBe('300 123 4567')
    expect(shown('+999123456789')).toBe('+999123456789')
    expect(shown('605 000 0142')).toBe('605 000 0142')
    expect(shown('ana@example.org')).toBe('ana@example.org')
    expect(shown('300 123 ext. 4')).toBe('300 123 ext. 4')
  })

  test('keeps every sign, and gains only spaces', () => {
    const typed = fc.stringMatching(/^\+?[0-9]{1,18}$/u)
    fc.assert(fc.property(typed, (number) => grouped(number).replaceAll('\u00a0', '') === number))
  })
})
