// The queue of pairs: what waits in it, who is given which, and what is decided on them.
import { may } from '../../../kernel/actor.ts'
import { readCursor } from '../../../kernel/cursor.ts'
import { PAGE } from '../../../kernel/page-size.ts'
import { userUnknown } from '../../../kernel/problems.ts'
import { answer, on } from '../../../platform/capability.ts'
import {
  assignDuplicates,
  clustersOf,
  decideDuplicates,
  isAfter,
  listDuplicates,
  ruleOutDuplicate,
  type PairState,
} from '../../duplicates/operations.ts'
import { duplicateBecauseMissing, duplicateNotTheirs, duplicateUnknown } from '../../duplicates/problems.ts'
import { permissions } from '../permissions.ts'
import * as policy from '../policy.ts'
import { GLIMPSED, glimpseOf } from '../rules/glimpse.ts'
import type { Glimpse, Person, Reason } from '../rules/shapes.ts'
import { glimpses } from '../sql/find.ts'
import { findPeople } from '../sql/load.ts'
import * as sql from '../sql/pairs.ts'
import { examinePairs } from './pairs.ts'
import { openRecord } from './record.ts'

/** The states as they are kept, by their names. */
const KEPT = {
  open: 'open',
  unsure: 'unsure',
  different: 'ruled_out',
  same: 'same',
} as const satisfies Record<PairState, sql.PairState>
const NAMED = Object.fromEntries(Object.entries(KEPT).map(([name, kept]) => [kept, name])) as Record<
  sql.PairState,
  PairState
>
const UNDECIDED = [KEPT.open, KEPT.unsure]
const WAITING: PairState[] = ['open', 'unsure']

export const rulingOut = on(ruleOutDuplicate, {
  may: policy.decideDuplicates,
  async run(ctx, { person, other, because }) {
    await openRecord(ctx, person)
    const { organisation, user: by } = ctx.actor
    const decided = { organisation, from: UNDECIDED, state: KEPT.different, because, by, at: ctx.occurredAt }
    const found = await sql.decidePairs(ctx.tx, [{ person, other }], decided)
    if (found.length === 0) throw duplicateUnknown()
    // For nobody else: another organisation may see one of the two and not know of the other.
    ctx.record('person.duplicate_ruled_out', { person, data: { other, because } })
    return {}
  },
})

/** Each pair once, whichever of its people was named first. */
const once = (keys: readonly sql.PairKey[]): sql.PairKey[] => [
  ...new Map(keys.map((key) => [[key.person, key.other].toSorted().join(' '), key])).values(),
]

export const deciding = on(decideDuplicates, {
  may: policy.decideDuplicates,
  async run(ctx, { pairs, decision, because }) {
    const { organisation, user: by } = ctx.actor
    if (decision !== 'open' && because === undefined) throw duplicateBecauseMissing()
    const keys = once(pairs)
    const from = decision === 'open' ? [KEPT.different, KEPT.unsure] : UNDECIDED
    const decided = { organisation, from, state: KEPT[decision], because, by, at: ctx.occurredAt }
    const found = await sql.decidePairs(ctx.tx, keys, decided)
    if (found.length < keys.length) throw duplicateUnknown()
    for (const { person, other } of found)
      if (decision === 'open' || because === undefined)
        ctx.record('person.duplicate_reopened', { person, data: { other } })
      else
        ctx.record(decision === 'different' ? 'person.duplicate_ruled_out' : 'person.duplicate_unsure', {
          person,
          data: { other, because },
        })
    // Records that became unlike meanwhile make no pair any more.
    if (decision === 'open')
      for (const id of new Set(found.map((one) => one.person))) {
        const { person, of } = await openRecord(ctx, id)
        await examinePairs(ctx, of, person, [organisation])
      }
    return {}
  },
})

export const assigning = on(assignDuplicates, {
  may: policy.decideDuplicates,
  async run(ctx, { pairs, to }) {
    const { organisation, user: by } = ctx.actor
    if (to !== null) {
      const [colleague] = await sql.colleagues(ctx.tx, organisation, to)
      if (!colleague) throw userUnknown()
      if (may(colleague.holds, permissions['duplicate.decide']) !== true) throw duplicateNotTheirs()
    }
    const keys = once(pairs)
    const given = await sql.assignPairs(ctx.tx, keys, { organisation, to, by, at: ctx.occurredAt })
    if (given < keys.length) throw duplicateUnknown()
    return {}
  },
})

export const listingDuplicates = answer(listDuplicates, {
  may: policy.search,
  async run(ctx, { person, states = WAITING, assigned, words, after, limit = PAGE, down, count }) {
    const { tx, actor } = ctx
    const kept = states.map((state) => KEPT[state])
    const all = clustersOf(await sql.pairsIn(tx, actor.organisation, kept, words))
    const wanted = all.filter(
      ({ pairs }) =>
        (person === undefined || pairs.some((one) => one.person === person || one.other === person)) &&
        (assigned === undefined || pairs.some((one) => (one.assigned_to ?? 'nobody') === assigned)) &&
        pairs.some(({ named }) => named),
    )
    const isUp = down === false
    if (isUp) wanted.reverse()
    const last = after === undefined ? undefined : readCursor(after)
    const ended = last && { id: last.id, at: Date.parse(last.at) }
    const rest = ended ? wanted.filter((one) => (isUp ? isAfter(ended, one) : isAfter(one, ended))) : wanted
    const page = rest.slice(0, limit)
    const next = rest.length > limit ? page.at(-1) : undefined
    const clusterOf = new Map(page.flatMap(({ id, pairs }) => pairs.map((pair) => [keyOf(pair), id])))
    const rows = await sql.shownPairs(
      tx,
      actor.organisation,
      page.flatMap(({ pairs }) => pairs),
    )
    const people = await glimpses(tx, [...new Set(rows.flatMap((row) => [row.person, row.other]))])
    const byId = new Map(people.map((row) => [row.person, glimpseOf(row)]))
    const reached = person === undefined ? [] : await findPeople(ctx, [...byId.keys()])
    const fields = [...GLIMPSED, ...(person === undefined ? [] : ['identifiers', 'contacts'])]
    ctx.disclose(people.map((row) => ({ person: row.person, fields, purpose: 'duplicates' })))
    const colleagues =
      person !== undefined && policy.decideDuplicates(actor) === true
        ? (await sql.colleagues(tx, actor.organisation)).flatMap(({ id, name, holds }) =>
            may(holds, permissions['duplicate.decide']) === true ? [{ id, name }] : [],
          )
        : undefined
    return {
      pairs: rows.flatMap((row) => {
        const shown = shownPair(row, byId)
        return shown ? [{ ...shown, cluster: clusterOf.get(keyOf(row)) ?? row.person }] : []
      }),
      ...(next && { next: `${new Date(next.at).toISOString()}~${next.id}` }),
      ...(count && { total: wanted.length }),
      ...(person !== undefined && { reached: reached.map(reachedBy) }),
      ...(colleagues && { colleagues }),
    }
  },
})

/** What is in use: of a document that was retired, or a number that is no longer theirs, nothing is compared. */
const reachedBy = ({ id, identifiers, contacts }: Person) => ({
  person: id,
  documents: identifiers
    .filter(({ retired }) => retired === null)
    .map(({ type, number }) => ({ type, number })),
  contacts: contacts.filter(({ retired }) => !retired).map(({ kind, value }) => ({ kind, value })),
})

const keyOf = ({ person, other }: sql.PairKey) => `${person} ${other}`

function shownPair(row: sql.PairRow, byId: ReadonlyMap<string, Glimpse>) {
  const [person, other] = [byId.get(row.person), byId.get(row.other)]
  if (!person || !other) return undefined
  const { because, decided_by: by, decided_at: at, assigned_to: to } = row
  return {
    person,
    other,
    reasons: row.reasons as Reason[],
    noticedAt: row.noticed_at,
    state: NAMED[row.state],
    rulesVersion: row.rules_version,
    decided:
      because === null || by === null || at === null
        ? null
        : { because, by: { id: by, name: row.decided_name }, at },
    assignedTo: to === null ? null : { id: to, name: row.assigned_name },
  }
}
