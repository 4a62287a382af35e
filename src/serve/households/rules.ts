// Decides who may belong to a household and who heads it.
import { householdMemberElsewhere, householdOneHead } from './problems.ts'

export type Member = { person: string; relation: string; head: boolean }

/**
 * A household has at most one head and nobody twice.
 *
 * @param current members who belong to it now
 * @throws `household.one_head`; `household.member_elsewhere` when someone is named twice
 */
export function join(current: readonly Member[], added: readonly Member[]): Member[] {
  const all = [...current, ...added]
  if (all.filter((member) => member.head).length > 1) throw householdOneHead()
  const people = new Set(all.map((member) => member.person))
  if (people.size < all.length) throw householdMemberElsewhere()
  return all
}
