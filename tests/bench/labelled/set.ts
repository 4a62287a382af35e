// The labelled set: records of which it is known who is who.
import { chanceOf } from './chance.ts'
import { invent, relative, RELATIVES, type Person, type Relative } from './people.ts'
import { copy, type Slip } from './slips.ts'

export type LabelledRecord = Person & {
  id: string
  /** Records of one person have the same. */
  entity: number
  /** What went wrong in a further record of a person. */
  slips: readonly Slip[]
  /** Set for somebody who is easily taken for the person before them. */
  relative?: Relative
}

/** Of people: who has a second record, and of those a third; and who has a relative or namesake on record. */
const SECOND = 0.28
const THIRD = 0.15
const RELATIVE = 0.12

/** Of the set that was looked at while the weights of the rules were set. */
export const LOOKED_AT = 20_260_302
/** Of a set that nobody looked at: published figures are of it. */
export const HELD_OUT = 20_261_130

/**
 * Records in an order that says nothing about who is who.
 *
 * @param count records, exactly
 */
export function labelledSet(count = 60_000, seed = LOOKED_AT): LabelledRecord[] {
  const chance = chanceOf(seed)
  const records: Omit<LabelledRecord, 'id'>[] = []
  for (let entity = 0; records.length < count; entity++) {
    const person = invent(chance)
    records.push({ ...person, entity, slips: [] })
    if (chance() < SECOND) {
      records.push(again(person, entity))
      if (chance() < THIRD) records.push(again(person, entity))
    }
    if (chance() < RELATIVE) {
      const kind = chance.of(RELATIVES)
      entity++
      records.push({ ...relative(person, kind, chance), entity, slips: [], relative: kind })
    }
  }
  function again(person: Person, entity: number) {
    const { person: copied, slips } = copy(person, chance)
    return { ...copied, entity, slips }
  }
  const kept = records.slice(0, count)
  for (let at = kept.length - 1; at > 0; at--) {
    const other = chance.from(0, at)
    ;[kept[at], kept[other]] = [kept[other] as LabelledRecord, kept[at] as LabelledRecord]
  }
  return kept.map(({ latin: _, ...record }, at) => ({ ...record, id: `r${at + 1}` }))
}
