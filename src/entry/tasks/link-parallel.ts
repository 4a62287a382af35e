// Reads and compares records in one thread, or in several: what is found is the same.
import { AT_ONCE, comparedFor, compareAll, refuseTooMany } from '../../serve/duplicates/rules/link.ts'
import { countsOf, registerOfColumns, type Counts } from '../../serve/duplicates/rules/counts.ts'
import type { Likeness } from '../../serve/duplicates/rules/compare.ts'
import type { Parts } from '../../serve/duplicates/rules/columns.ts'
import { decide, type Compared, type Linked } from '../../serve/duplicates/rules/decide.ts'
import type { TooLarge } from '../../serve/duplicates/rules/groups.ts'
import type { LinkMap } from '../../serve/duplicates/rules/link-map.ts'
import { Pairs } from '../../serve/duplicates/rules/pairs.ts'
import { sortedByBirth, type Sorted } from '../../serve/duplicates/rules/sorted.ts'
import { byTenths } from './link-progress.ts'
import { readFiles, type Range, type RangeRead } from './link-ranges.ts'
import type { Ids } from './link-reading.ts'
import { Threads } from './link-threads.ts'

/** All records, in memory that all threads read. */
export type Shared = { parts: Parts; isAcross: boolean; counts: Counts } & Pick<Sorted, 'order' | 'places'>
/** What a thread is asked. `next` holds the next piece of work that nobody has taken, and how many there are. */
export type Asked =
  | { do: 'read'; range: Range }
  | { do: 'find'; shared: Shared; at: number; next: Int32Array }
  | { do: 'compare'; compared: Omit<Compared, 'reasons'>; next: Int32Array }
export type FoundPairs = { first: Uint32Array; second: Uint32Array; tooLarge: TooLarge }

export type LinkedFiles = {
  ids: Ids
  records: number
  compared: number
  tooLarge: TooLarge
  linked: Linked[]
}

const share = (bytes: number) => new SharedArrayBuffer(bytes)
/** Lists of reasons have numbers of which each thread has its own. */
export const firstCodeOf = (thread: number): number => thread * 2 ** 16

/** @throws LinkError */
export async function linkFiles(
  files: readonly string[],
  map: LinkMap,
  many: number,
  tell: (line: string) => void,
): Promise<LinkedFiles> {
  const threads = many > 1 ? new Threads(many) : undefined
  try {
    const readAll = async (ranges: readonly Range[]) =>
      threads
        ? await threads.ask<RangeRead>(ranges.map((range) => ({ do: 'read', range }) satisfies Asked))
        : []
    const { parts, ids, firstOfSecond } = await readFiles(files, map, many, readAll, tell)
    const sorted = sortedByBirth(parts.splice(0), firstOfSecond, threads && share)
    const { columns } = sorted
    const records = columns.count
    tell(`${records.toLocaleString('en')} records. Comparing …`)
    const counts = countsOf(columns)
    const isAcross = firstOfSecond < records
    const progress = byTenths(tell)
    const { compared, tooLarge } = threads
      ? await compareIn(threads, sorted, isAcross, counts, progress)
      : compareAll(sorted, isAcross, counts, progress)
    const { linked } = decide(sorted, compared, registerOfColumns(columns, counts), firstOfSecond)
    return { ids, records, compared: compared.codes.length, tooLarge, linked }
  } finally {
    await threads?.end()
  }
}

async function compareIn(
  threads: Threads,
  { columns, order, places }: Sorted,
  isAcross: boolean,
  counts: Counts,
  progress: (done: number, all: number) => void,
): Promise<{ compared: Compared; tooLarge: TooLarge }> {
  const shared: Shared = { parts: columns.parts, order, places, isAcross, counts }
  const each = <Found>(toAsk: (thread: number) => Asked) =>
    threads.ask<Found>(Array.from({ length: threads.many }, (_, thread) => toAsk(thread)))
  const pairs = new Pairs(columns.count)
  const tooLarge = { groups: 0, largest: 0 }
  const found = await watched(
    (next) => each<FoundPairs>((at) => ({ do: 'find', shared, at, next })),
    (done, all) => progress(done, 2 * all),
  )
  for (const some of found) {
    pairs.append(some.first, some.second)
    tooLarge.groups += some.tooLarge.groups
    tooLarge.largest = Math.max(tooLarge.largest, some.tooLarge.largest)
  }
  pairs.distinct()
  refuseTooMany(pairs)
  const compared = comparedFor(pairs, share)
  const pieces = Math.ceil(pairs.count / AT_ONCE)
  const lists = await watched(
    (next) => each<Likeness['reasons'][]>(() => ({ do: 'compare', compared, next })),
    (done) => progress(pieces + done, 2 * pieces),
  )
  const reasons: Likeness['reasons'][] = []
  for (const [thread, list] of lists.entries())
    for (const [at, one] of list.entries()) reasons[firstCodeOf(thread) + at] = one
  return { compared: { ...compared, reasons }, tooLarge }
}

/** Says how far threads are that share work by a counter. */
async function watched<Found>(
  work: (next: Int32Array) => Promise<Found>,
  progress: (done: number, all: number) => void,
): Promise<Found> {
  const next = new Int32Array(new SharedArrayBuffer(8))
  const timer = setInterval(() => {
    const [done, all] = [Atomics.load(next, 0), Atomics.load(next, 1)]
    progress(all === 0 ? done : Math.min(done, all), all)
  }, 200)
  try {
    return await work(next)
  } finally {
    clearInterval(timer)
  }
}
