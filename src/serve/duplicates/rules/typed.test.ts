// What is typed to find somebody: words and numbers in any order, and why a name is like them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameFound, ranked, readText } from './typed.ts'

describe('what was typed', () => {
  test.each([
    ['V-24.918.333', [], ['V-24.918.333']],
    ['V 24918333', [], ['V 24918333']],
    ['24 918 333', [], ['24 918 333']],
    ['+57 311 555 0101', [], ['+57 311 555 0101']],
    ['Ana 24918333', ['ana'], ['24918333']],
    ['24918333 Ana María', ['ana', 'maria'], ['24918333']],
    ['Ana (311) 555-0101 Paz', ['ana', 'paz'], ['(311) 555-0101']],
    ['AB123456', [], ['AB123456']],
    ['Paz, Ana', ['paz', 'ana'], []],
    ['José M. Paz', ['jose', 'm', 'paz'], []],
    ['Ana 12', ['ana', '12'], []],
    ['', [], []],
  ])('%j is these words and numbers', (text, words, numbers) => {
    expect(readText(text)).toEqual({ words, numbers })
  })

  test('no digit of a number is lost, and none is part of a word', () => {
    const piece = fc.constantFrom(
      'Ana',
      'María',
      'V',
      'V-24.918.333',
      '24918333',
      '+57',
      '311',
      'de',
      'ليلى',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const { words, numbers } = readText(pieces.join(' '))
        const digits = (texts: readonly string[]) => texts.join('').replace(/\D/gu, '').length
        const all = digits(pieces)
        if (all >= 4 && numbers.length < 3) expect(digits(numbers) + digits(words)).toBeLessThanOrEqual(all)
        for (const number of numbers) expect(digits([number])).toBeGreaterThanOrEqual(4)
      }),
    )
  })
})

describe('a name and what was typed', () => {
  const ana = { givenNames: 'Ana María', firstSurname: 'González', secondSurname: 'de la Rosa' }
  const of = (text: string, named: object = ana) => nameFound(readText(text).words, named)

  test.each([
    ['Ana María González de la Rosa', ['same_names']],
    ['rosa gonzalez maria ana', ['same_names']],
    ['gonz an', ['name_has_words']],
    ['Ana González', ['name_has_words']],
    ['Ana Gonsales', ['surname_similar']],
    ['Ana María Gonzálze Rosa', ['surname_similar']],
    ['Anna González', ['given_name_similar']],
  ])('"%s" is there: %j', (text, reasons) => {
    expect(of(text)).toMatchObject({ missing: 0, reasons })
  })

  test('a word that the name does not have is missing', () => {
    expect(of('Ana González Urdaneta')).toMatchObject({ there: 2, missing: 1 })
    expect(of('Yuleisy')).toMatchObject({ there: 0, missing: 1 })
  })

  test('the order of the words makes no difference', () => {
    const words = fc.shuffledSubarray(['ana', 'gonzalez', 'rosa', 'maria', 'gonzales', 'urdaneta'])
    fc.assert(
      fc.property(words, fc.nat(), (some, turn) => {
        const turned = [...some.slice(turn % 3), ...some.slice(0, turn % 3)]
        expect(nameFound(turned, ana).missing).toBe(nameFound(some, ana).missing)
      }),
    )
  })

  test('the whole name comes before a longer one, a slip after both, and one who lacks two words is not shown', () => {
    const people = [
      { id: 'other', ...of('Ana González', { givenNames: 'Luz', firstSurname: 'Zerpa' }) },
      { id: 'slip', ...of('Ana González', { givenNames: 'Ana', firstSurname: 'Gonzálze' }) },
      { id: 'longer', ...of('Ana González') },
      { id: 'whole', ...of('Ana González', { givenNames: 'Ana', firstSurname: 'González' }) },
    ]
    expect(ranked(people, () => 0).map(({ id }) => id)).toEqual(['whole', 'longer', 'slip'])
  })

  test('equals are in the order of who is nearer', () => {
    const two = [
      { days: 3, ...of('Ana') },
      { days: 1, ...of('Ana') },
    ]
    expect(ranked(two, (a, b) => a.days - b.days).map(({ days }) => days)).toEqual([1, 3])
  })
})
