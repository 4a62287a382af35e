// A thread of `arraigo link`: reads a part of a file, looks for pairs among all records, or compares some of them, as asked.
import { parentPort } from 'node:worker_threads'
import { Columns } from '../../serve/duplicates/rules/columns.ts'
import { AT_ONCE, Comparing } from '../../serve/duplicates/rules/link.ts'
import { LinkError } from '../../serve/duplicates/rules/link-map.ts'
import { readRange, type RangeRead } from './link-ranges.ts'
import { firstCodeOf, type Asked, type FoundPairs, type Shared } from './link-parallel.ts'
import type { Answer } from './link-threads.ts'

let comparing: Comparing | undefined

const answers: { [Do in Asked['do']]: (asked: Extract<Asked, { do: Do }>) => [unknown, ArrayBuffer[]] } = {
  read: ({ range }) => {
    const read: RangeRead = readRange(range)
    const { records, secondDocuments, secondKinds, secondTelephones } = read.parts
    const buffers = [records, secondDocuments, secondKinds, secondTelephones, read.ids.text, read.ids.ends]
    return [read, buffers.map(({ buffer }) => buffer as ArrayBuffer)]
  },
  find: ({ shared, next, at }) => {
    comparing = comparingOf(shared, at)
    const { units } = comparing.candidates
    Atomics.store(next, 1, units.length)
    for (let unit = takeNext(next); unit < units.length; unit = takeNext(next))
      comparing.find(units[unit] as (typeof units)[number])
    const { pairs, tooLarge } = comparing
    pairs.distinct()
    const [first, second] = [pairs.first.slice(0, pairs.count), pairs.second.slice(0, pairs.count)]
    const found: FoundPairs = { first, second, tooLarge }
    return [found, [first.buffer, second.buffer]]
  },
  compare: ({ compared, next }) => {
    if (!comparing) throw new Error('Nothing was looked for.')
    const { length } = compared.codes
    for (let from = takeNext(next) * AT_ONCE; from < length; from = takeNext(next) * AT_ONCE)
      comparing.compare(compared, from, Math.min(from + AT_ONCE, length))
    return [comparing.reasons.all, []]
  },
}

const takeNext = (next: Int32Array) => Atomics.add(next, 0, 1)

function comparingOf({ parts, order, places, isAcross, counts }: Shared, at: number): Comparing {
  return new Comparing({ columns: new Columns(parts), order, places }, isAcross, counts, firstCodeOf(at))
}

parentPort?.on('message', (asked: Asked) => {
  let answer: Answer
  let moved: ArrayBuffer[] = []
  try {
    const [found, buffers] = answers[asked.do](asked as never)
    answer = { found }
    moved = buffers
  } catch (error) {
    answer = { refused: (error as Error).message, isLink: error instanceof LinkError }
  }
  parentPort?.postMessage(answer, moved)
})
