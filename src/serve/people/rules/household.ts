// Decides who may belong to a household and who heads it.
import { conflict } from '../../../kernel/problem.ts'

export type Member = { person: string; relation: string; head: boolean }

/**
 * A household has at most one head and nobody twice.
 *
 * @param current members who belong to it now
 * @throws `household.one_head`; `household.member_elsewhere` when someone is named twice
 */
export function join(current: readonly Member[], added: readonly Member[]): Member[] {
  const all = [...current, ...added]
  if (all.filter((member) => member.head).length > 1) throw conflict('household.one_head')
  const people = new Set(all.map((member) => member.person))
  if (people.size < all.length) throw conflict('household.member_elsewhere')
  return all
}
