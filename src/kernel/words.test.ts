// Tests that text without a visible character is refused, and that invisible characters inside a name are
// kept.
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
