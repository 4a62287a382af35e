// The whole log as lines that anybody can verify independently: seals in their order, each followed by its
// entries.
import { sql as raw } from 'kysely'
import type { AppPool } from '../../../platform/database/app-pool.ts'
import { transaction, type Tx } from '../../../platform/database/connect.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { entryWords, erasureWords, FORM, sealLine, type SignedSeal } from '../rules.ts'
import * as sql from '../sql.ts'
import { hashOf } from './seal.ts'

/** Seals read at a time, and the number of entries after which a page of them is full. */
const SEALS = 1000
const ENTRIES = 20_000

/**
 * Passes on line after line, from one snapshot of the log; reads the next when `take` has stored the last.
 */
export async function exportLog(
  pool: AppPool,
  now: Date,
  take: (line: string) => Promise<void> | void,
): Promise<void> {
  await transaction(pool, systemActor('disclosure.export'), async (tx) => {
    await raw`set transaction isolation level repeatable read`.execute(tx)
    await take(JSON.stringify({ log: FORM, exportedAt: now.toISOString() }))
    const erased = await sql.erasedHashes(tx)
    let last = 0
    let seals: SignedSeal[]
    do {
      seals = await sql.sealsAfter(tx, last, SEALS)
      for (const page of pages(seals)) for (const line of await linesOf(tx, page, erased)) await take(line)
      last = seals.at(-1)?.sequence ?? last
    } while (seals.length > 0)
    const { entries, erasures, strayed } = await sql.loose(tx, last)
    const waiting = [...entries.map(entryWords), ...erasures.map(erasureWords)]
    await take(JSON.stringify({ unsealed: waiting.length, strayed }))
    for (const entry of waiting) await take(JSON.stringify({ entry }))
    await take(JSON.stringify({ end: last }))
  })
}

/** The last seal as a line to be kept elsewhere; undefined before the first. */
export async function lastCheckpoint(pool: AppPool): Promise<string | undefined> {
  const last = await transaction(pool, systemActor('disclosure.export'), sql.lastSeal)
  return last && sealLine(last)
}

function pages(seals: readonly SignedSeal[]): SignedSeal[][] {
  const found: SignedSeal[][] = []
  let room = 0
  for (const seal of seals) {
    if (room <= 0) {
      found.push([])
      room = ENTRIES
    }
    found.at(-1)?.push(seal)
    room -= seal.entries
  }
  return found
}

async function linesOf(
  tx: Tx,
  seals: readonly SignedSeal[],
  erased: ReadonlyMap<number, readonly string[]>,
): Promise<string[]> {
  const [first, last] = [seals[0]?.sequence ?? 0, seals.at(-1)?.sequence ?? 0]
  const held = new Map<number, { hash: string; line: string }[]>()
  const hold = (seal: number | null, words: readonly unknown[]) => {
    const one = { hash: hashOf(words), line: JSON.stringify({ entry: words }) }
    const others = held.get(seal ?? 0)
    if (others) others.push(one)
    else held.set(seal ?? 0, [one])
  }
  for (const entry of await sql.entriesUnder(tx, first, last)) hold(entry.seal, entryWords(entry))
  for (const erasure of await sql.erasuresUnder(tx, first, last)) hold(erasure.seal, erasureWords(erasure))
  return seals.flatMap((seal) => {
    const gone = (erased.get(seal.sequence) ?? []).map((hash) => ({
      hash,
      line: JSON.stringify({ erased: hash }),
    }))
    const lines = [...(held.get(seal.sequence) ?? []), ...gone].toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    return [sealLine(seal), ...lines.map(({ line }) => line)]
  })
}
