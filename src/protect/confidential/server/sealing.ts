// Seals and opens texts with the key of one person in one organisation; the key is unwrapped only while it is
// used.
import type { Json } from '../../../kernel/problem.ts'
import { holdKeys } from '../../../platform/database/wrapping.ts'
import { newDataKey, seal, UnreadableError, unseal } from '../../../platform/key-service.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { noteNoKey } from '../problems.ts'
import * as sql from '../sql/keys.ts'
import type { Of } from '../sql/notes.ts'

/** Binds a wrapped key to its owner, and a text to its row and column. */
const ofKey = ({ person, organisation }: Of) => `data_key/${person}/${organisation}`
const ofText = ({ person }: Of, id: string, part: Part) => `${person}/${id}/${part}`

type Part = 'summary' | 'story' | 'reason' | 'note'

export type Sealer = {
  seal(id: string, part: Part, text: Json): Buffer
  /** Null when it cannot be read any more: the key was destroyed, or retired after a rotation. */
  open(id: string, part: Part, sealed: Buffer | null): Json
  /** Whether there is a key to seal with. */
  readonly writes: boolean
}

type Around = Pick<QueryContext, 'tx' | 'keys' | 'receivedAt'>

async function dataKey({ tx, keys }: Around, of: Of): Promise<Buffer | undefined> {
  const wrapped = await sql.findKey(tx, of)
  return wrapped && (await keys.unwrap(wrapped, ofKey(of)))
}

function sealerOf(of: Of, key: Buffer | undefined): Sealer {
  return {
    writes: key !== undefined,
    seal(id, part, text) {
      if (!key) throw noteNoKey()
      return seal(key, Buffer.from(JSON.stringify(text)), ofText(of, id, part))
    },
    open(id, part, sealed) {
      if (!key || !sealed) return null
      try {
        return JSON.parse(unseal(key, sealed, ofText(of, id, part)).toString()) as Json
      } catch (error) {
        // Sealed with a key that was destroyed before this one was made.
        if (error instanceof UnreadableError) return null
        throw error
      }
    },
  }
}

/**
 * For writing: a person without a key in this organisation gets one.
 * @throws Problem note.no_key when there is one that cannot be unwrapped: the key-encryption key is missing
 */
export async function sealerFor(ctx: Around, of: Of): Promise<Sealer> {
  if (!(await sql.findKey(ctx.tx, of))) {
    await holdKeys(ctx.tx)
    await sql.insertKey(ctx.tx, of, await ctx.keys.wrap(newDataKey(), ofKey(of)), ctx.receivedAt)
  }
  const sealer = await readerFor(ctx, of)
  if (!sealer.writes) throw noteNoKey()
  return sealer
}

/** For reading: without a key, everything reads as null. */
export async function readerFor(ctx: Around, of: Of): Promise<Sealer> {
  try {
    return sealerOf(of, await dataKey(ctx, of))
  } catch (error) {
    if (error instanceof UnreadableError) return sealerOf(of, undefined)
    throw error
  }
}

/**
 * Wraps some data keys anew. @throws UnreadableError when a key-encryption key that is still needed is
 * missing
 */
export async function rewrap(ctx: Around, most: number): Promise<number> {
  await holdKeys(ctx.tx)
  const others = await sql.lockOthers(ctx.tx, await ctx.keys.current(), most)
  for (const { person, organisation, ...wrapped } of others) {
    const of = { person, organisation }
    const key = await ctx.keys.unwrap(wrapped, ofKey(of))
    await sql.saveKey(ctx.tx, of, await ctx.keys.wrap(key, ofKey(of)))
  }
  return others.length
}
