// Answers queries about people: one record, a search, the caseload; and logs what was disclosed of whom.
import type { Actor } from '../../../kernel/actor.ts'
import { readCursor } from '../../../kernel/cursor.ts'
import { answer, type QueryContext } from '../../../platform/capability.ts'
import { unsafeOnOthers } from '../../../platform/safe-contact.ts'
import { personUnknown } from '../../../kernel/problems.ts'
import { keptBack } from '../../../protect/consent/operations.ts'
import { getPerson, listCaseload, searchPeople } from '../operations.ts'
import * as policy from '../policy.ts'
import { GLIMPSED, glimpseOf } from '../rules/glimpse.ts'
import { joinRecords, withUnsafe } from '../rules/joined.ts'
import { onlyParts } from '../rules/parts.ts'
import { comparableDraft } from '../rules/record.ts'
import { FIELDS, type Candidate, type Person } from '../rules/shapes.ts'
import * as find from '../sql/find.ts'
import * as load from '../sql/load.ts'
import { byText, SHOWN, type ByText } from './typed.ts'
import { onlyKept, underKept } from './kept.ts'
import { likenesses, likenessesBeyond, centresToAsk } from './likenesses.ts'

/** Parts of a record besides its fields. */
const ROWS = ['identifiers', 'contacts', 'household']

/**
 * Which other organisations help a person is for the person and the keeper of the record: a receiver reads
 * only its own share.
 */
export function shownTo({ organisation }: Pick<Actor, 'organisation'>, person: Person): Person {
  if (person.organisation === organisation) return person
  return { ...person, sharedWith: person.sharedWith.filter((one) => one === organisation) }
}

/** With what other records of the same people say is unsafe. */
export async function reachedAsSame(
  ctx: Pick<QueryContext, 'tx' | 'actor'>,
  people: readonly Person[],
): Promise<Person[]> {
  const all = people.flatMap(({ id, contacts }) => contacts.map(({ value }) => ({ person: id, value })))
  const unsafe = await unsafeOnOthers(ctx, all)
  return people.map((person) => withUnsafe(person, unsafe))
}

export const getting = answer(getPerson, {
  may: policy.read,
  joining: {
    by: 'id',
    join: ([kept, ...others]) =>
      others.reduce((person, { output }) => joinRecords(person, output), kept.output),
  },
  async run(ctx, { id, parts }) {
    const [found] = await load.findPeople(ctx, [id])
    if (!found) throw personUnknown()
    const [person = found] = await reachedAsSame(ctx, [found])
    if (!parts) {
      ctx.disclose([{ person: id, fields: [...FIELDS, ...ROWS], purpose: 'record' }])
      return shownTo(ctx.actor, person)
    }
    const shown = person.withheld && parts.filter((part) => !person.withheld?.fieldGroups.includes(part))
    const of = { person: id, recipient: ctx.actor.organisation }
    const withheld = keptBack(of, parts, shown, shown?.length === 0)
    ctx.disclose([{ person: id, fields: [...parts], purpose: 'record' }])
    return { ...shownTo(ctx.actor, onlyParts(person, parts)), withheld }
  },
})

export const searching = answer(searchPeople, {
  may: policy.search,
  async run(ctx, { text, draft }) {
    const people = new Map<string, Candidate>()
    let more = false
    let same: ByText['same'] | undefined
    const add = (candidate: Candidate) => {
      if (!people.has(candidate.id)) people.set(candidate.id, candidate)
    }
    let hidden: Candidate[] = []
    if (draft) {
      const split = await likenessesBeyond(ctx, () =>
        likenesses(ctx.tx, comparableDraft(ctx.pack.pack, draft)),
      )
      for (const candidate of split.seen) add(candidate)
      hidden = split.hidden
    }
    if (text) {
      const found = await byText(ctx, text)
      for (const candidate of found.people) add(candidate)
      more = found.more
      if (!draft) same = found.same
    }
    const shown = await underKept(ctx, [...people.values()].slice(0, SHOWN), same)
    ctx.disclose(shown.map(({ id }) => ({ person: id, fields: [...GLIMPSED], purpose: 'search' })))
    const elsewhere = await centresToAsk(ctx, hidden)
    return { people: shown, more: more || people.size > SHOWN, elsewhere }
  },
})

export const listing = answer(listCaseload, {
  may: policy.read,
  async run(ctx, { after, limit = 50 }) {
    const cursor = after === undefined ? undefined : readCursor(after)
    const rows = await find.caseload(
      ctx.tx,
      ctx.actor.organisation,
      cursor && { touchedAt: cursor.at, person: cursor.id },
      limit + 1,
    )
    const read = rows.slice(0, limit)
    const last = read.at(-1)
    const page = await onlyKept(ctx, read)
    ctx.disclose(page.map(({ person }) => ({ person, fields: [...GLIMPSED], purpose: 'caseload' })))
    return {
      people: page.map(glimpseOf),
      next: rows.length > limit && last ? `${last.touched_at}~${last.person}` : null,
    }
  },
})
