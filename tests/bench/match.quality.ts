// How well two records of one person are told from two people, on the labelled set: precision, recall and the work left
// to clerks, by probability, by kind of error and by kind of relative.
import {
  comparePrepared,
  POSSIBLE,
  prepare,
  STRONG,
  type Prepared,
} from '../../src/serve/duplicates/rules/compare.ts'
import { counted, SHIPPED, type Frequencies } from '../../src/serve/duplicates/rules/frequencies.ts'
import { matchKeys } from '../../src/serve/record/rules/keys.ts'
import { comparableOf } from './labelled/comparable.ts'
import { HELD_OUT, labelledSet, type LabelledRecord } from './labelled/set.ts'

const RECORDS = Number(process.env['MATCH_RECORDS'] ?? 60_000)
/** Of the records that share one key, only so many are compared. */
const PER_KEY = 2000
const BENCH = 'match.quality'

type Pair = { a: number; b: number; probability: number; isStrong: boolean; isShown: boolean }

const say = (line: object) =>
  process.stdout.write(`${JSON.stringify({ bench: BENCH, records: RECORDS, ...line })}\n`)
const share = (part: number, of: number) => (of === 0 ? 1 : Number((part / of).toFixed(4)))

/** How common each word is among these records. */
function countedShares(prepared: readonly Prepared[]): Frequencies {
  const counts = {
    given: new Map<string, number>(),
    surname: new Map<string, number>(),
    place: new Map<string, number>(),
  }
  const add = (map: Map<string, number>, words: readonly string[]) => {
    for (const word of words) map.set(word, (map.get(word) ?? 0) + 1)
  }
  const texts = (words: readonly { text: string }[]) => words.map(({ text }) => text)
  for (const { names, place } of prepared) {
    add(counts.given, texts(names.given))
    add(counts.surname, texts(names.surnames))
    if (place !== undefined) add(counts.place, [place])
  }
  return counted(prepared.length, counts)
}

const records = labelledSet(RECORDS, HELD_OUT)
const compared = records.map(comparableOf)
const prepared = compared.map(prepare)
const keys = compared.map(matchKeys)
const isOne = (a: number, b: number) => records[a]?.entity === records[b]?.entity

/** For each record the earlier ones with which it shares a key, each once. */
function* candidates(): Generator<[number, number]> {
  const index = new Map<number, number[]>()
  for (const [at, own] of keys.entries()) {
    const others = new Set<number>()
    for (const key of own) {
      const bucket = index.get(key)
      if (bucket === undefined) index.set(key, [at])
      else {
        for (const other of bucket) others.add(other)
        if (bucket.length < PER_KEY) bucket.push(at)
      }
    }
    for (const other of others) yield [other, at]
  }
}

/** Compares all candidates; keeps the pairs that are one person, and all that have some probability. */
function compareAll(shares: Frequencies): { pairs: Pair[]; count: number; seconds: number } {
  const register = { people: RECORDS, shares }
  const began = performance.now()
  const pairs: Pair[] = []
  let count = 0
  for (const [a, b] of candidates()) {
    count++
    const { probability, strength } = comparePrepared(
      prepared[a] as Prepared,
      prepared[b] as Prepared,
      register,
    )
    if (probability < 0.01 && !isOne(a, b) && strength === undefined) continue
    pairs.push({ a, b, probability, isStrong: strength === 'strong', isShown: strength !== undefined })
  }
  return { pairs, count, seconds: (performance.now() - began) / 1000 }
}

const truePairs = [
  ...Map.groupBy(records.keys(), (at) => (records[at] as LabelledRecord).entity).values(),
].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
const relativeOf = ({ a, b }: Pair) => records[b]?.relative ?? records[a]?.relative ?? 'strangers'

function report(names: string, shares: Frequencies): Pair[] {
  const { pairs, count, seconds } = compareAll(shares)
  const right = (some: readonly Pair[]) => some.filter(({ a, b }) => isOne(a, b)).length
  const of = (some: readonly Pair[]) => {
    const wrong = some.filter(({ a, b }) => !isOne(a, b))
    const recall = share(right(some), truePairs)
    const precision = share(right(some), some.length)
    return {
      recall,
      precision,
      F1: Number(((2 * precision * recall) / (precision + recall)).toFixed(4)),
      // As it would be without the relatives and namesakes that were added on purpose.
      'precision among strangers': share(
        right(some),
        right(some) + wrong.filter((pair) => relativeOf(pair) === 'strangers').length,
      ),
    }
  }
  const strong = pairs.filter(({ isStrong }) => isStrong)
  const shown = pairs.filter(({ isShown }) => isShown)
  say({
    names,
    'pairs of one person': truePairs,
    'pairs compared': count,
    'of them compared': share(right(pairs), truePairs),
  })
  say({ names, decision: `stopped, from ${STRONG}`, ...of(strong) })
  say({
    names,
    decision: `shown, from ${POSSIBLE}`,
    ...of(shown),
    'left to a person': shown.length - strong.length,
    'left to a person, of pairs compared': share(shown.length - strong.length, count),
    'left to a person, for 100 records': Number(
      (((shown.length - strong.length) * 100) / RECORDS).toFixed(2),
    ),
  })
  say({ names, 'microseconds a pair': Number(((seconds * 1e6) / count).toFixed(1)) })
  const wrong = Map.groupBy(
    strong.filter(({ a, b }) => !isOne(a, b)),
    relativeOf,
  )
  say({ names, 'stopped wrongly': Object.fromEntries([...wrong].map(([kind, some]) => [kind, some.length])) })
  for (let least = 0; least < 10; least += 2) {
    const some = pairs.filter(
      ({ probability }) => probability >= least / 10 && probability < (least + 2) / 10,
    )
    say({
      names,
      'probability from': least / 10,
      pairs: some.length,
      'one person': share(right(some), some.length),
    })
  }
  return pairs
}

report('as shipped', SHIPPED)
const pairs = report('counted here', countedShares(prepared))

const bySlip = new Map<string, { all: number; shown: number; stopped: number; compared: number }>()
const found = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]))
for (const own of Map.groupBy(records.keys(), (at) => (records[at] as LabelledRecord).entity).values())
  for (const [i, a] of own.entries())
    for (const b of own.slice(i + 1)) {
      const pair = found.get(`${a} ${b}`)
      for (const slip of new Set([...(records[a]?.slips ?? []), ...(records[b]?.slips ?? [])])) {
        const one = bySlip.get(slip) ?? { all: 0, shown: 0, stopped: 0, compared: 0 }
        one.all++
        if (pair) one.compared++
        if (pair?.isShown) one.shown++
        if (pair?.isStrong) one.stopped++
        bySlip.set(slip, one)
      }
    }
for (const [slip, one] of [...bySlip].sort(([, x], [, y]) => x.shown / x.all - y.shown / y.all))
  say({
    'kind of error': slip,
    pairs: one.all,
    compared: share(one.compared, one.all),
    shown: share(one.shown, one.all),
    stopped: share(one.stopped, one.all),
  })
