// The order of what waits, its pages, and the figures that a role gets.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseFigures, countKinds, goOn, merge, readPlace, withUnsent, type Found } from './rules.ts'

const TODAY = '2026-03-02'
const idOf = (at: number) => `019a0000-0000-7000-8000-${String(at).padStart(12, '0')}`

/** Lines of three kinds of order, several of them on the same day. */
const lines: Found[] = [
  ...['2026-02-20', '2026-02-20', '2026-03-02', '2026-03-02', '2026-03-05'].map((at, index) => ({
    kind: 'plan.step',
    order: 'due' as const,
    at,
    id: idOf(index + 1),
  })),
  ...['2026-02-20', '2026-03-02', '2026-03-04'].map((at, index) => ({
    kind: 'referral.answer',
    order: 'due' as const,
    at,
    id: idOf(20 - index),
  })),
  ...['2026-01-05T10:00:00.000Z', '2026-03-01T10:00:00.000Z', '2026-03-01T10:00:00.000Z'].map(
    (at, index) => ({
      kind: 'correction.answer',
      order: 'since' as const,
      at,
      id: idOf(30 + index),
    }),
  ),
  ...['2026-03-01', '2026-03-09'].map((at, index) => ({
    kind: 'referral.awaited',
    order: 'others' as const,
    at,
    id: idOf(40 + index),
  })),
]

/** What a kind's statement does: the next lines in its order. */
function read(kind: string, after: { at: string; id: string } | undefined, limit: number): Found[] {
  const follows = (one: Found) =>
    after === undefined || one.at > after.at || (one.at === after.at && one.id > after.id)
  return lines
    .filter((one) => one.kind === kind && follows(one))
    .sort((a, b) => (a.at + a.id < b.at + b.id ? -1 : 1))
    .slice(0, limit)
}

function page(cursor: string | null, most: number) {
  const place = readPlace(cursor ?? undefined)
  const kinds = [...new Map(lines.map(({ kind, order }) => [kind, order]))]
  const found = kinds.flatMap(([kind, order]) => {
    const from = goOn(order, place, TODAY)
    return from === null ? [] : read(kind, from, most + 1)
  })
  return merge(found, TODAY, most)
}

describe('what waits', () => {
  const whole = page(null, 100)

  test('is late first, then due today or waiting, then soon, then with others', () => {
    expect(whole.lines.map(({ state }) => state)).toEqual([
      ...Array.from({ length: 3 }, () => 'late'),
      ...Array.from({ length: 6 }, () => 'today'),
      ...Array.from({ length: 2 }, () => 'soon'),
      ...Array.from({ length: 2 }, () => 'others'),
    ])
    expect(whole.next).toBeNull()
  })

  test.each([1, 2, 3, 4, 5, 12])('is the same page by page, %i at a time', (most) => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const { lines: some, next } = page(cursor, most)
      expect(some.length).toBeLessThanOrEqual(most)
      seen.push(...some.map(({ id }) => id))
      cursor = next
    } while (cursor !== null)
    expect(seen).toEqual(whole.lines.map(({ id }) => id))
  })

  test('is counted by kind, up to the page', () => {
    expect(countKinds(lines, TODAY, 4)).toContainEqual({ kind: 'plan.step', count: 4, late: 2, more: true })
    expect(countKinds(lines, TODAY, 50)).toContainEqual({
      kind: 'referral.answer',
      count: 3,
      late: 1,
      more: false,
    })
  })

  test.each(['', 'x', '9~2026-03-01~x', `1~never~${idOf(1)}`, '1~2026-03-01~not-an-id'])(
    'has no page after the made-up place %j',
    (made) => expect(() => readPlace(made)).toThrow(expect.objectContaining({ code: 'input.invalid' })),
  )
})

describe('what a device has not sent', () => {
  const some = fc.subarray(lines)
  /** Two lists of lines of the same things, some of them moved to another day. */
  const change = fc.record({
    others: some,
    before: some,
    after: some,
    moved: fc.subarray(lines.map(({ id }) => id)),
    most: fc.integer({ min: 1, max: 12 }),
  })

  test('is in the pages of the server as if it were done, each line once and counted', () => {
    fc.assert(
      fc.property(change, ({ others, before, after, moved, most }) => {
        const ids = new Set([...before, ...after].map(({ id }) => id))
        const still = others.filter(({ id }) => !ids.has(id))
        const wanted = after.map((one) =>
          moved.includes(one.id)
            ? { ...one, at: one.order === 'since' ? '2026-02-01T00:00:00.000Z' : TODAY }
            : one,
        )
        const told = [...still, ...before]
        const seen: unknown[] = []
        let cursor: string | undefined
        do {
          const from = readPlace(cursor)
          const all = told.filter((one) => {
            const at = goOn(one.order, from, TODAY)
            return at !== null && (at === undefined || one.at > at.at || (one.at === at.at && one.id > at.id))
          })
          const counts = cursor === undefined ? countKinds(all, TODAY, 50) : []
          const shown = withUnsent(
            { ...merge(all, TODAY, most), counts },
            { before, after: wanted },
            { cursor, today: TODAY },
          )
          seen.push(...shown.lines)
          if (cursor === undefined) {
            const byKind = (one: { kind: string }, other: { kind: string }) =>
              one.kind < other.kind ? -1 : 1
            expect(shown.counts.toSorted(byKind)).toEqual(
              countKinds([...still, ...wanted], TODAY, 50).toSorted(byKind),
            )
          }
          cursor = shown.next ?? undefined
        } while (cursor !== undefined)
        expect(seen).toEqual(merge([...still, ...wanted], TODAY, 100).lines)
      }),
    )
  })

  test('replaces a line that the server has in another state than this device knew', () => {
    const [step] = lines as [Found]
    const page = { ...merge([step], TODAY, 50), counts: countKinds([step], TODAY, 50) }
    const done = withUnsent(
      page,
      { before: [{ ...step, at: TODAY }], after: [] },
      { cursor: undefined, today: TODAY },
    )
    expect(done).toEqual({ lines: [], counts: [], next: null })
    const same = withUnsent(page, { before: [], after: [step] }, { cursor: undefined, today: TODAY })
    expect(same).toEqual(page)
  })

  test('leaves out nothing that the server no longer has', () => {
    const [step, other] = lines as [Found, Found]
    const page = { ...merge([other], TODAY, 50), counts: countKinds([other], TODAY, 50) }
    expect(withUnsent(page, { before: [step], after: [] }, { cursor: undefined, today: TODAY })).toEqual(page)
  })
})

describe('the strip', () => {
  const figures = [
    { figure: 'a', roles: { case_manager: 2, orientation: 1 } },
    { figure: 'b', roles: { case_manager: 1 } },
    { figure: 'c', roles: { supervisor: 1 } },
    { figure: 'd', roles: { case_manager: 3 } },
  ] as const
  const named = (roles: string[]) => chooseFigures(figures, roles).map(({ figure }) => figure)

  test('has the figures of the role in their order', () => {
    expect(named(['case_manager'])).toEqual(['b', 'a', 'd'])
  })
  test('has those of the first of several roles before those of the next', () => {
    expect(named(['supervisor', 'orientation'])).toEqual(['a', 'c', 'b'])
  })
  test('has for a role of the organisation’s own what it may see', () => {
    expect(named(['019a0000-0000-7000-8000-000000000001'])).toHaveLength(3)
  })
})
