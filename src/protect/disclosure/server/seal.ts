// Seals the entries of the disclosure log: each seal covers a batch by one hash, follows the seal before it,
// and is signed. It runs apart from users' transactions, which would otherwise all wait for the end of the
// chain.
import { createHash } from 'node:crypto'
import { appendFile } from 'node:fs/promises'
import type { App } from '../../../platform/app.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { systemActor } from '../../../platform/jobs.ts'
import type { SigningKey } from '../../../platform/signing-key.ts'
import {
  BEGINNING,
  entryWords,
  erasureWords,
  sealLine,
  sealWords,
  type Entry,
  type SignedSeal,
} from '../rules.ts'
import * as sql from '../sql.ts'

/** How long an entry may wait for its seal, after its transaction has ended. */
export const SEAL_EVERY_MS = 10_000
/** Entries under one seal at most. */
const MOST = 20_000
/** Entries read and hashed at a time: a few milliseconds, so that requests are answered between two batches. */
const BATCH = 250

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The hash of an entry or an erasure. */
export const hashOf = (words: readonly unknown[]): string => sha256(JSON.stringify(words))

/** Makes one seal; undefined when nothing waits, or another process is making one. */
export async function sealOnce(app: App, key: SigningKey): Promise<SignedSeal | undefined> {
  return await transaction(app.appPool, systemActor('disclosure.seal'), async (tx) => {
    if (!(await sql.holdChain(tx))) return undefined
    const last = await sql.lastSeal(tx)
    const sequence = (last?.sequence ?? 0) + 1
    // Each entry is marked, so that one whose transaction ended late comes under the next seal and is never
    // skipped.
    const hashes: string[] = []
    let batch: Entry[]
    let after: sql.Place = sql.START
    do {
      batch = await sql.claimEntries(tx, sequence, BATCH, after)
      for (const entry of batch) hashes.push(hashOf(entryWords(entry)))
      after = batch.at(-1) ?? after
    } while (batch.length === BATCH && hashes.length < MOST)
    for (const erasure of await sql.claimErasures(tx, sequence)) hashes.push(hashOf(erasureWords(erasure)))
    if (hashes.length === 0) return undefined
    const seal = {
      network: last?.network ?? (await sql.networkName(tx)),
      sequence,
      at: app.now().toISOString(),
      entries: hashes.length,
      root: sha256(hashes.toSorted().join('')),
      previous: last ? hashOf(sealWords(last)) : BEGINNING,
    }
    const signed = { ...seal, key: key.publicKey, signature: key.sign(JSON.stringify(sealWords(seal))) }
    await sql.insertSeal(tx, signed)
    return signed
  })
}

/** The key that signs seals and the folder where a copy of each goes, outside the database. */
export type Sealing = { key: SigningKey; checkpoints: string }

/** Seals everything that waits now; returns the new seals. */
export async function sealAll(app: App, { key, checkpoints }: Sealing): Promise<SignedSeal[]> {
  const seals: SignedSeal[] = []
  for (;;) {
    const seal = await sealOnce(app, key)
    if (!seal) return seals
    seals.push(seal)
    await appendFile(checkpoints, `${sealLine(seal)}\n`, { mode: 0o600 })
    if (seal.entries < MOST) return seals
  }
}

/** Seals now and every ten seconds; the returned function seals what is left, and stops. */
export function startSealing(app: App, sealing: Sealing): () => Promise<void> {
  const work = () =>
    sealAll(app, sealing).catch((error: Error & { code?: string }) => {
      // Unsealed entries wait, and are counted on the officer's screen.
      app.log('disclosure.seal_failed', { kind: error.name, code: error.code })
    })
  let working: Promise<unknown> = work()
  const timer = setInterval(() => {
    working = working.then(work)
  }, SEAL_EVERY_MS)
  return async () => {
    clearInterval(timer)
    await working
    await work()
  }
}
