// What describes the person and was noted while two records were merged: said at the undo to be of the other record, it is
// noted there by the commands for that, and stands on its own no longer, so that searches, devices and messages follow.
import type { FactsOf } from '../../../kernel/command.ts'
import type { CommandContext, QueryContext } from '../../../platform/capability.ts'
import { addHouseholdMember, removeHouseholdMember } from '../../households/operations.ts'
import { addContact, addIdentifier, changeContact, retireIdentifier } from '../../record/operations.ts'
import { notedOf, type Noted } from '../../record/reads.ts'
import type { unmergePeople } from '../operations.ts'
import { describes, type Later } from '../rules/later.ts'
import * as sql from '../sql.ts'

/** Without these nobody notes on a record what describes the person. */
const NEEDED = [
  addIdentifier,
  retireIdentifier,
  addContact,
  changeContact,
  addHouseholdMember,
  removeHouseholdMember,
]

type Standing = { noted: Noted } | { membership: sql.Membership }
export type Described = Later & { text?: string; standing?: Standing }

/**
 * The things that were begun since the merge, without what describes the person and stands no longer, or was noted by
 * somebody who may not assign it.
 */
export async function assignable(
  ctx: Pick<QueryContext, 'tx' | 'permits'>,
  people: readonly string[],
  later: readonly Later[],
): Promise<Described[]> {
  if (!later.some(({ kind }) => describes(kind))) return [...later]
  const isAllowed = NEEDED.every(({ name }) => ctx.permits(name))
  const noted = new Map((await notedOf(ctx.tx, people)).map((one) => [`${one.person} ${one.item}`, one]))
  const households = await sql.householdsOf(ctx.tx, people)
  return later.flatMap((one): Described[] => {
    if (!describes(one.kind)) return [one]
    if (!isAllowed) return []
    const found = noted.get(`${one.on} ${one.item}`)
    if (found) return [{ ...one, text: found.value, standing: { noted: found } }]
    const membership = households.find(({ person, household }) => person === one.on && household === one.item)
    return membership ? [{ ...one, code: membership.relation, standing: { membership } }] : []
  })
}

/** Notes it on the record `to`; of what stands there already, that on the other is only ended. */
export async function assign(
  ctx: CommandContext<FactsOf<typeof unmergePeople>>,
  { on: from, standing }: Described,
  to: string,
  why: string,
): Promise<void> {
  const because = why.replaceAll(/\s+/gu, ' ').trim().slice(0, 300)
  if (standing === undefined) return
  if ('membership' in standing) {
    const { household: id, relation, head } = standing.membership
    await ctx.run(removeHouseholdMember, { id, person: from, because })
    await ctx.run(addHouseholdMember, { id, person: to, relation, head })
    return
  }
  const { item, kind, code, country, value, version, safeToCall, safeToText, note } = standing.noted
  const isThere = (await notedOf(ctx.tx, [to])).some(
    (one) => one.kind === kind && one.code === code && one.value.toLowerCase() === value.toLowerCase(),
  )
  const id = ctx.newId()
  if (kind === 'person.identifier_added') {
    await ctx.run(retireIdentifier, { person: from, id: item, because })
    const document = { type: code, number: value, ...(country !== null && { country }) }
    if (!isThere) await ctx.run(addIdentifier, { person: to, id, ...document })
    return
  }
  await ctx.run(changeContact, { person: from, id: item, base: version, retired: true })
  const reached = {
    kind: code,
    value,
    safeToCall: safeToCall === true,
    safeToText: safeToText === true,
    ...(note !== null && { note }),
  }
  if (!isThere) await ctx.run(addContact, { person: to, id, ...reached })
}
