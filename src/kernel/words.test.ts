// Tests that text without a visible character is refused, and that invisible characters inside a name are
// kept.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { SingleLine, Text } from './words.ts'

const INVISIBLE = [
  '',
  ' ',
  '\u00a0\u3000',
  '\u200b',
  '\u200b\u200d\ufeff',
  '\u00ad',
  '\u3164',
  '\u2800',
  '\u2060 \ufe0f',
]

test('text without a visible character is refused', () => {
  for (const schema of [SingleLine(), Text()])
    for (const text of INVISIBLE)
      expect(z.safeParse(schema, text).error?.issues[0]?.code, JSON.stringify(text)).toBe('too_small')
})

test('invisible characters inside a name are kept: some scripts and emoji need them', () => {
  for (const name of [
    'علی\u200cرضا',
    'क्\u200dष',
    '\u{1f469}\u200d\u{1f33e}',
    '❤\ufe0f',
    '李',
    '\u2801',
    '-',
    '1',
  ])
    expect(z.parse(SingleLine(), name)).toBe(name)
})

const issue = (schema: z.ZodMiniType, text: string) => z.safeParse(schema, text).error?.issues[0]?.message

test('the signs that address books and lists put around numbers and names are not kept', () => {
  for (const [pasted, plain] of [
    ['\u202a+57 300 555 0143\u202c', '+57 300 555 0143'],
    ['\u2068Ana Peña\u2069', 'Ana Peña'],
    ['\u200f\u2068سلمى\u2069\u00a0· \u20688 سنوات\u2069', 'سلمى\u00a0· 8 سنوات'],
    ['\u200e +57 300 555 0143\u200f ', '+57 300 555 0143'],
    ['\u061cسلمى', 'سلمى'],
    // A part of what was between them.
    ['300 555 0143\u202c', '300 555 0143'],
    ['e\u2068\u0301\u2069', 'é'],
  ] as const)
    for (const schema of [SingleLine(), Text()]) {
      expect(z.parse(schema, pasted), JSON.stringify(pasted)).toBe(plain)
      expect(z.parse(schema, plain)).toBe(plain)
    }
  // Inside, a mark sets the order of what stands beside it.
  expect(z.parse(SingleLine(), 'Ana\u200fMaría')).toBe('Ana\u200fMaría')
})

test('text that reads as something else than it holds is refused', () => {
  for (const text of [
    '\u202egro.elpmaxe@ana\u202c',
    '\u202dabc',
    'a\u2068\u202eb\u2069',
    'a\u0000b',
    'a\u0085b',
  ])
    for (const schema of [SingleLine(), Text()])
      expect(issue(schema, text), JSON.stringify(text)).toBe('unsafe_text')
  // Signs between combining marks do not hide how many there are.
  const marks = `a${'\u0301'.repeat(20)}\u2068${'\u0301'.repeat(20)}`
  expect(z.safeParse(SingleLine(), marks).success).toBe(false)
})

test('a line break in a single line is a space; a longer text keeps it', () => {
  for (const text of ['Ana\nPaz', 'Ana\r\nPaz', 'Ana\tPaz\n', 'Ana\u2028Paz'])
    expect(z.parse(SingleLine(), text)).toBe('Ana Paz')
  expect(z.parse(Text(), 'Ana\nPaz')).toBe('Ana\nPaz')
})

test('what is kept is kept again as it is', () => {
  const signs = fc.constantFrom(
    'a',
    'ñ',
    'س',
    ' ',
    '\n',
    '\u0301',
    '\u200f',
    '\u202a',
    '\u202c',
    '\u2068',
    '\u2069',
  )
  fc.assert(
    fc.property(fc.string({ unit: signs, maxLength: 12 }), (text) => {
      for (const schema of [SingleLine(), Text()]) {
        const once = z.safeParse(schema, text)
        if (once.success) expect(z.parse(schema, once.data)).toBe(once.data)
      }
    }),
  )
})
