// The list of erasures outside the database: a restored backup is older than the last of them, so they are
// repeated from here. It is copied elsewhere with the backups, so each line is signed: otherwise an added
// line would erase a person.
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { DataClass } from '../../../kernel/packs/pack.ts'
import { Id } from '../../../kernel/words.ts'
import { job, type Job } from '../../../platform/capability.ts'
import type { AppPool } from '../../../platform/database/app-pool.ts'
import { transaction } from '../../../platform/database/connect.ts'
import { run } from '../../../platform/execute.ts'
import type { App } from '../../../platform/app.ts'
import { systemActor } from '../../../platform/jobs.ts'
import { isSignature, type SigningKey } from '../../../platform/signing-key.ts'
import { repeatErasure } from '../operations.ts'
import { countBroughtBack, wasErased } from '../sql.ts'

const Noted = z.object({ person: Id, organisation: Id, at: z.string(), classes: z.array(DataClass) })
const ErasureLine = z.extend(Noted, { key: z.optional(z.string()), signature: z.optional(z.string()) })
type ErasureLine = z.infer<typeof ErasureLine>

const wordsOf = ({ person, organisation, at, classes }: z.infer<typeof Noted>) =>
  JSON.stringify(['arraigo.erasure/1', person, organisation, at, classes])

/**
 * Appends each erasure once it is committed; it may append twice after a killed process, which has no effect.
 */
export const notingErasures = ({ file, key }: { file: string; key: SigningKey }): Job =>
  job('erasure.note_down', async (ctx, erased) => {
    const noted = Noted.parse(erased)
    // A line signed here is erased again by every restore, so the job's payload alone is not trusted: the
    // tables must confirm it.
    if (!(await ctx.read((tx) => wasErased(tx, noted)))) return
    const line: ErasureLine = { ...noted, key: key.publicKey, signature: key.sign(wordsOf(noted)) }
    await mkdir(dirname(file), { recursive: true })
    await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true })
  })

export type ErasureList = {
  lines: readonly ErasureLine[]
  /** Lines without a signature, or signed with an unknown key: of an older release, or added. */
  unproven: number
  /** Lines that cannot be parsed. */
  unreadable: number
}

/** The stored list; empty when there is none. @param keys public keys that are known to sign it */
export async function readErasures(file: string, keys: readonly string[]): Promise<ErasureList> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const read = [...new Set(text.split('\n').filter(Boolean))].map(readLine)
  const lines = read.filter((line) => line !== undefined)
  const isProven = ({ key = '', signature = '', ...noted }: ErasureLine) =>
    keys.includes(key) && isSignature(signature, wordsOf(noted), key)
  return {
    lines,
    unproven: lines.filter((line) => !isProven(line)).length,
    unreadable: read.length - lines.length,
  }
}

function readLine(text: string): ErasureLine | undefined {
  try {
    return ErasureLine.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** How many lines name a person whom an older database restored, and who was not erased again yet. */
export const broughtBack = (pool: AppPool, { lines }: ErasureList): Promise<number> =>
  transaction(pool, systemActor('erasure.repeat'), (tx) => countBroughtBack(tx, lines))

/**
 * Erases again the people whom a backup restored, once for each organisation: each repetition is added to the
 * list as well, and repeating every line would double the list with every restore. @returns how many
 */
export async function repeatErasures(app: App, { lines }: ErasureList): Promise<number> {
  const once = new Map<string, Pick<ErasureLine, 'person' | 'organisation' | 'classes'>>()
  for (const { person, organisation, classes } of lines) {
    const before = once.get(`${person} ${organisation}`)?.classes ?? []
    const all = DataClass.options.filter((one) => before.includes(one) || classes.includes(one))
    once.set(`${person} ${organisation}`, { person, organisation, classes: all })
  }
  let count = 0
  for (const erased of once.values()) {
    const actor = systemActor('erasure.repeat', erased.organisation)
    if ((await run(app, actor, repeatErasure, erased)).repeated) count++
  }
  return count
}
