// The mistakes that `npm run test:breakages` makes can still be made: what each changes stands in its file.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BREAKAGES } from './breakages/list.ts'

const all = Object.values(BREAKAGES).flat()

test('every mistake changes what is there', () => {
  const stale = all.filter(({ file, from, to }) => from === to || !readFileSync(file, 'utf8').includes(from))
  expect(stale.map(({ mistake, file }) => `${mistake} (${file})`)).toEqual([])
})

test('the eleven of a verb and the five round it are there, each mistake once', () => {
  expect([BREAKAGES['of a verb'].length, BREAKAGES['round a verb'].length]).toEqual([11, 5])
  expect(new Set(all.map(({ mistake }) => mistake)).size).toBe(all.length)
})
