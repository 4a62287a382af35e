// Finds people by what was typed into one box, and puts them in order: the likeliest first, then whoever is near.
import { digitsIn } from '../../../kernel/digits.ts'
import type { QueryContext } from '../../../platform/capability.ts'
import { samePeople } from '../../../platform/same-person.ts'
import type { SamePerson } from '../../../kernel/same-person.ts'
import { mayBeShown, nameFound, ranked } from '../../duplicates/operations.ts'
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

type One = { row: find.RankedColumns; bits: number; there: number; missing: number; reasons: Reason[] }

export type ByText = {
  people: Candidate[]
  more: boolean
  /** What is known of them by merges. */
  same: ReadonlyMap<string, SamePerson>
}

export async function byText(ctx: Pick<QueryContext, 'tx' | 'actor'>, text: string): Promise<ByText> {
  const { tx, actor } = ctx
  const { words, number, sounds } = readTyped(text)
  const found = new Map<string, One>()
  const add = (row: find.RankedColumns) => {
    const { person } = row
    if (!found.has(person)) found.set(person, { row, ...nameFound(words, namesOf(row)) })
  }
  const byKeys = async () => {
    const [numbered, sounding] = await Promise.all([
      find.sharingKeys(tx, number),
      find.soundingLike(tx, sounds),
    ])
    for (const row of numbered) {
      const { bits, there } = nameFound(words, namesOf(row))
      const reasons: Reason[] = [isPhone(text, row.phones) ? 'same_phone' : 'same_document']
      // Whatever their name is: the number was typed.
      found.set(row.person, { row, bits: OF_NUMBER + Math.max(bits, 0), there, missing: 0, reasons })
    }
    for (const row of sounding) add(row)
  }
  const isMany = words.length > 2
  const start = isMany ? find.FEW : find.FIRST
  /** Somebody was found by keys who has three typed words or more: hardly anybody else has. */
  let isNarrow = false
  const furthest = () => {
    isNarrow = isMany && [...found.values()].some(({ missing }) => missing === 0)
    // A long read only where nobody is found otherwise: three words are not all beginnings of others.
    const isEnough = isMany ? found.size > 0 : [...found.values()].some(({ missing }) => missing === 0)
    return (isNarrow ? start : isEnough ? find.FIRST : find.LAST).read
  }

  // Sent together: each statement that is waited for costs a way there and back.
  const planned = find.keepPlans(tx)
  const keyed = byKeys()
  if (number.length > 0) await Promise.all([planned, keyed])
  const best = Math.max(...[...found.values()].map(({ bits }) => bits))
  const wanted = found.size === 0 || mayBeShown(words, best) ? words : []
  const read = keyed.then(furthest)
  const [held] = await Promise.all([find.holdingWords(tx, wanted, SHOWN, read, start), read, planned])
  for (const row of held.people) add(row)
  // Of very many, those near may not be among the ones that were read.
  if (held.more && !isNarrow) for (const row of await find.changedLast(tx, actor.organisation)) add(row)

  const isHere = ({ row }: One) => actor.centre !== undefined && row.centre === actor.centre
  const nearer = (dayOf: (one: One) => string) => (a: One, b: One) =>
    Number(isHere(b)) - Number(isHere(a)) || (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0)
  const like = ranked(
    [...found.values()],
    nearer(({ row }) => row.touched_at),
  )
  // Of equals the day of the last fact decides who is shown; whoever is less like than the last shown is not.
  const least = like[SHOWN - 1]?.bits ?? -Infinity
  const first = like.slice(0, DATED).filter(({ bits }) => bits >= least)
  const ids = first.map(({ row }) => row.person)
  const [seen, glimpsed, same] = await Promise.all([
    find.lastSeen(tx, ids),
    find.glimpses(tx, ids),
    samePeople(tx, ids),
  ])
  const glimpseById = new Map(glimpsed.map((row) => [row.person, glimpseOf(row)]))
  const people = ranked(
    first,
    nearer(({ row }) => seen.get(row.person) ?? row.touched_at),
  )
  return {
    people: people.slice(0, SHOWN).flatMap((one): Candidate[] => {
      const glimpse = glimpseById.get(one.row.person)
      const reasons: Reason[] =
        one.bits < OF_NUMBER && isHere(one) ? [...one.reasons, 'near_here'] : one.reasons
      return glimpse ? [{ ...glimpse, strength: 'found', score: 0, reasons }] : []
    }),
    more: like.length > SHOWN || (held.more && people.length > 0),
    same,
  }
}

const namesOf = (row: find.RankedColumns) => ({
  givenNames: row.given_names,
  firstSurname: row.first_surname,
  secondSurname: row.second_surname,
  called: row.called,
})

/** Whether it was found by a telephone, or else by a document. */
function isPhone(text: string, phones: readonly string[]): boolean {
  const digits = digitsIn(text).slice(-9)
  return phones.some((phone) => digitsIn(phone).endsWith(digits))
}
