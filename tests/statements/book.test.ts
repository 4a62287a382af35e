// The statements on record stand in one order, whichever run sent them and in whatever order they came.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booksOf, isKept, readBooks } from './book.ts'

const recorded = readBooks()

test('the files are in the order in which they are written, so another run changes nothing but what it sent', () => {
  const written = [...booksOf(recorded)].filter(([path, text]) => readFileSync(path, 'utf8') !== text)
  expect(written.map(([path]) => path)).toEqual([])
})

test('the order follows from the statements, not from the run that sent them', () => {
  const some = recorded.slice(0, 40)
  const anyOrder = fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })
  fc.assert(
    fc.property(anyOrder, (sent) => {
      expect([...booksOf(sent)]).toEqual([...booksOf(some)])
    }),
  )
})

test('of the texts of one statement the same is kept, whichever was sent first', () => {
  const kept = (texts: readonly string[]) =>
    texts.reduce((before, text) => (isKept(text, before) ? text : before))
  const texts = fc.uniqueArray(fc.string(), { minLength: 1 })
  fc.assert(
    fc.property(texts, (sent) => {
      expect(kept(sent)).toBe(kept(sent.toReversed()))
    }),
  )
})
