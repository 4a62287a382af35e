// Merges the lines of all kinds by lateness, page by page, and chooses the figures of a role: pure, the same on the
// server and on a device.
import { inputInvalid } from '../../kernel/problems.ts'
import { Role } from '../../kernel/roles.ts'
import type { PlainDate } from '../../kernel/time.ts'
import { Id } from '../../kernel/words.ts'
import type { WorkItem, WorkOrder, WorkState } from '../../kernel/worklist.ts'

export type Found = { kind: string; order: WorkOrder; id: string; at: string } & Partial<WorkItem>

/**
 * The place of a line in the whole list: what is due by today, then what waits without a day, what is due later, and
 * what others have to answer.
 */
type Place = { rank: number; at: string; id: string }

const RANK = { now: 1, waiting: 2, later: 3, others: 4 } as const

const placeOf = ({ order, at, id }: Pick<Found, 'order' | 'at' | 'id'>, today: PlainDate): Place => ({
  rank:
    order === 'others' ? RANK.others : order === 'since' ? RANK.waiting : at <= today ? RANK.now : RANK.later,
  at,
  id,
})

const compare = (a: Place, b: Place) =>
  a.rank - b.rank || (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Sorts after every id. */
const LAST_ID = 'ffffffff-ffff-8fff-bfff-ffffffffffff'

/**
 * Where a kind goes on after a place of the whole list: `undefined` from its beginning, `null` where nothing of it is
 * left.
 */
export function goOn(
  order: WorkOrder,
  place: Place | undefined,
  today: PlainDate,
): { at: string; id: string } | undefined | null {
  if (place === undefined) return undefined
  const { rank, at, id } = place
  if (order === 'others') return rank === RANK.others ? { at, id } : undefined
  if (order === 'since') return rank < RANK.waiting ? undefined : rank === RANK.waiting ? { at, id } : null
  if (rank === RANK.waiting) return { at: today, id: LAST_ID }
  return rank === RANK.others ? null : { at, id }
}

/** @throws `input.invalid` for one that was made up */
export function readPlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined
  const [rank, at = '', id] = text.split('~')
  const known = Object.values(RANK).find((one) => String(one) === rank)
  if (known === undefined || !Id.safeParse(id).success || Number.isNaN(Date.parse(at)))
    throw inputInvalid({ fields: [] })
  const instant = new Date(at).toISOString()
  const isDay = known === RANK.now || known === RANK.later || known === RANK.others
  return { rank: known, at: isDay ? instant.slice(0, 10) : instant, id: id as string }
}

function stateOf({ order, at }: Found, today: PlainDate): WorkState {
  if (order === 'others') return 'others'
  if (order === 'since' || at === today) return 'today'
  return at < today ? 'late' : 'soon'
}

function lineOf(found: Found, today: PlainDate): WorkItem {
  const { kind, order, id, at } = found
  return {
    kind,
    id,
    person: found.person ?? null,
    name: found.name ?? null,
    text: found.text ?? null,
    label: found.label ?? null,
    money: found.money ?? null,
    by: found.by ?? null,
    dueOn: order === 'since' ? null : at,
    since: order === 'since' ? at : null,
    clock: found.clock ?? null,
    count: found.count ?? null,
    state: stateOf(found, today),
  }
}

/** The first lines of all that each kind gave, and where the next page begins. */
export function merge(all: readonly Found[], today: PlainDate, most: number) {
  const placed = all
    .map((found) => ({ found, place: placeOf(found, today) }))
    .sort((a, b) => compare(a.place, b.place))
  const last = placed.length > most ? placed[most - 1]?.place : undefined
  return {
    lines: placed.slice(0, most).map(({ found }) => lineOf(found, today)),
    next: last ? `${last.rank}~${last.at}~${last.id}` : null,
  }
}

/** How many of each kind, when at most `most` and one more were read of each. */
export function countKinds(all: readonly Found[], today: PlainDate, most: number) {
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const of = all.filter((found) => found.kind === kind)
    return {
      kind,
      count: Math.min(of.length, most),
      late: Math.min(of.filter((found) => stateOf(found, today) === 'late').length, most),
      more: of.length > most,
    }
  })
}

type Page = {
  lines: WorkItem[]
  counts: { kind: string; count: number; late: number; more: boolean }[]
  next: string | null
}

const keyOf = ({ kind, id }: Pick<WorkItem, 'kind' | 'id'>) => `${kind} ${id}`

const placeOfLine = ({ state, since, dueOn, id }: WorkItem, today: PlainDate): Place =>
  placeOf(
    {
      order: state === 'others' ? 'others' : since === null ? 'due' : 'since',
      at: since ?? dueOn ?? '',
      id,
    },
    today,
  )

/**
 * A page of the server as it will be once what a device has not sent is done: without the lines that waited `before`
 * it and no longer do, with those that wait `after` it, each on the page on which it has its place, and counted.
 * @param cursor where the page begins, as it was asked for
 */
export function withUnsent<P extends Page>(
  page: P,
  { before, after }: { before: readonly Found[]; after: readonly Found[] },
  { cursor, today }: { cursor: string | undefined; today: PlainDate },
): P {
  const texts = (all: readonly Found[]) => new Set(all.map((found) => JSON.stringify(found)))
  const [was, is] = [texts(before), texts(after)]
  const gone = before.filter((found) => !is.has(JSON.stringify(found)))
  const come = after.filter((found) => !was.has(JSON.stringify(found)))
  const [begin, end] = [readPlace(cursor), readPlace(page.next ?? undefined)]
  const isHere = (found: Found) => {
    const place = placeOf(found, today)
    return (
      (begin === undefined || compare(place, begin) > 0) && (end === undefined || compare(place, end) <= 0)
    )
  }
  const replaced = new Set([...gone, ...come].map(keyOf))
  const listed = page.lines.filter((line) => replaced.has(keyOf(line)))
  const onPage = new Set(listed.map(keyOf))
  const lines = [
    ...page.lines.filter((line) => !replaced.has(keyOf(line))),
    ...come.filter(isHere).map((found) => lineOf(found, today)),
  ].sort((a, b) => compare(placeOfLine(a, today), placeOfLine(b, today)))
  if (cursor !== undefined) return { ...page, lines }
  const counts = new Map(page.counts.map((one) => [one.kind, one]))
  const count = (kind: string, state: WorkState, by: 1 | -1) => {
    const of = counts.get(kind) ?? { kind, count: 0, late: 0, more: false }
    const late = state === 'late' ? of.late + by : of.late
    counts.set(kind, { ...of, count: Math.max(0, of.count + by), late: Math.max(0, late) })
  }
  for (const { kind, state } of listed) count(kind, state, -1)
  // What is not on this page, though its place is here, the server does not count any more.
  for (const found of gone)
    if (!onPage.has(keyOf(found)) && !isHere(found)) count(found.kind, stateOf(found, today), -1)
  for (const found of come) count(found.kind, stateOf(found, today), 1)
  return { ...page, lines, counts: [...counts.values()].filter((one) => one.count > 0) }
}

type Placed = { readonly roles: Readonly<Partial<Record<Role, 1 | 2 | 3>>> }

/** How many figures stand in the strip. */
const STRIP = 3

/**
 * The figures of a user: those of the first of their roles, as roles are listed, then those of the next; for a role of
 * the organisation's own whatever its verbs allow.
 */
export function chooseFigures<One extends Placed>(allowed: readonly One[], roles: readonly string[]): One[] {
  const held = Role.options.filter((role) => roles.includes(role))
  const chosen = [...held, ...Role.options].flatMap((role) =>
    allowed
      .filter((one) => one.roles[role] !== undefined)
      .sort((a, b) => (a.roles[role] ?? 0) - (b.roles[role] ?? 0)),
  )
  return [...new Set(chosen)].slice(0, STRIP)
}
