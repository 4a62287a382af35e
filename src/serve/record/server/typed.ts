// Finds people by what was typed into one box, and puts them in order: the likeliest first, then whoever is near.
import { digitsIn } from '../../../kernel/digits.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { nameFound, ranked } from '../../duplicates/operations.ts'
import { glimpseOf } from '../rules/glimpse.ts'
import type { Candidate, Reason } from '../rules/shapes.ts'
import * as find from '../sql/find.ts'
import { readTyped } from './found.ts'

/** People shown for one search; nobody reads a longer list. */
export const SHOWN = 20
/** Of so many it is read when they were last seen. */
const DATED = 50
/** In bits: a number is nearly always of one person. */
const OF_NUMBER = 20

type One = { row: find.NearColumns; bits: number; there: number; missing: number; reasons: Reason[] }

export async function byText(
  ctx: Pick<QueryContext, 'tx' | 'actor'>,
  text: string,
): Promise<{ people: Candidate[]; more: boolean }> {
  const { tx, actor } = ctx
  const { words, number, sounds } = readTyped(text)
  const [numbered, sounding] = await Promise.all([
    find.sharingKeys(tx, number),
    find.soundingLike(tx, sounds),
  ])
  const found = new Map<string, One>()
  const add = (row: find.NearColumns) => {
    const { person } = row
    if (!found.has(person)) found.set(person, { row, ...nameFound(words, glimpseOf(row)) })
  }
  for (const row of numbered) {
    const { bits, there } = nameFound(words, glimpseOf(row))
    const reasons: Reason[] = [isPhone(text, row.phones) ? 'same_phone' : 'same_document']
    // Whatever their name is: the number was typed.
    found.set(row.person, { row, bits: OF_NUMBER + Math.max(bits, 0), there, missing: 0, reasons })
  }
  for (const row of sounding) add(row)
  // A long read only where nobody is found otherwise: three words are not all beginnings of others.
  const isEnough = [...found.values()].some(({ missing }) => missing === 0 || words.length > 2)
  const held = await find.holdingWords(tx, words, SHOWN, (isEnough ? find.FIRST : find.LAST).read)
  for (const row of held.people) add(row)
  // Of very many, those near may not be among the ones that were read.
  if (held.more) for (const row of await find.changedLast(tx, actor.organisation)) add(row)

  const isHere = ({ row }: One) => actor.centre !== undefined && row.centre === actor.centre
  const nearer = (dayOf: (one: One) => string) => (a: One, b: One) =>
    Number(isHere(b)) - Number(isHere(a)) || (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0)
  const like = ranked(
    [...found.values()],
    nearer(({ row }) => row.touched_at),
  )
  const first = like.slice(0, DATED)
  const seen = await find.lastSeen(
    tx,
    first.map(({ row }) => row.person),
  )
  const people = ranked(
    first,
    nearer(({ row }) => seen.get(row.person) ?? row.touched_at),
  )
  return {
    people: people.slice(0, SHOWN).map((one) => ({
      ...glimpseOf(one.row),
      strength: 'found',
      score: 0,
      reasons: one.bits < OF_NUMBER && isHere(one) ? [...one.reasons, 'near_here'] : one.reasons,
    })),
    more: like.length > SHOWN || (held.more && people.length > 0),
  }
}

/** Whether it was found by a telephone, or else by a document. */
function isPhone(text: string, phones: readonly string[]): boolean {
  const digits = digitsIn(text).slice(-9)
  return phones.some((phone) => digitsIn(phone).endsWith(digits))
}
