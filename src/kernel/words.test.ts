// What a person typed is kept as it was, or refused: nothing that cannot be seen passes for a name.
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

test('what nobody can see is no name and no text', () => {
  for (const schema of [SingleLine(), Text()])
    for (const text of INVISIBLE)
      expect(z.safeParse(schema, text).error?.issues[0]?.code, JSON.stringify(text)).toBe('too_small')
})

test('what stands invisibly inside a name stays: scripts and signs need it', () => {
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
