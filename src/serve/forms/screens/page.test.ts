// The page of a questionnaire in an address, whatever stands there.
import { expect, test } from 'vitest'
import { pageFrom, pageOfDraft } from './page.ts'

test.each([
  [null, 0],
  ['', 0],
  ['1', 0],
  ['3', 2],
  ['2.7', 1],
  ['-4', 0],
  ['x', 0],
])('%s is the page %i', (text, page) => expect(pageFrom(text)).toBe(page))

test('a draft is left on the page of its address, and one of an earlier release on the first', () => {
  expect(pageOfDraft('/people/p/questions/q?page=3&draft=1')).toBe(2)
  expect(pageOfDraft('/people/p/questions/q')).toBe(0)
  expect(pageOfDraft()).toBe(0)
})
