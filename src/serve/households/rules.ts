// Decides who may belong to a household and who heads it.
import { householdMemberElsewhere, householdOneHead } from './problems.ts'

/** The relation of the head to itself, in every pack that has it. */
const HEAD = 'head'

export type Member = { person: string; relation: string; head: boolean }

/**
 * A household has at most one head, whether marked so or by the relation, and nobody twice. A child may be the head.
 *
 * @param current members who belong to it now
 * @throws `household.one_head`; `household.member_elsewhere` when someone is named twice
 */
export function join(current: readonly Member[], added: readonly Member[]): Member[] {
  const all = [...current, ...added]
  if (all.filter(({ head, relation }) => head || relation === HEAD).length > 1) throw householdOneHead()
  const people = new Set(all.map((member) => member.person))
  if (people.size < all.length) throw householdMemberElsewhere()
  return all
}
