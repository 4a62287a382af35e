// What waits for each role over HTTP: the lines of everything that may wait, nobody else's, and what was shown.
import { beforeAll, describe, expect, test } from 'vitest'
import { everything } from '../../../tests/everything.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { worklists } from '../../entry/manifest/worklist.ts'
import { workParts } from '../../entry/manifest/work.tsx'
import { slots } from '../../entry/screens.tsx'
import type { Actor, Role } from '../../kernel/actor.ts'
import type { OutputOf } from '../../kernel/command.ts'
import { listWork } from './operations.ts'

type Page = OutputOf<typeof listWork>

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
  await everything(network)
})

const kinds = worklists.flatMap(({ work }) => work ?? [])
const figures = worklists.flatMap(({ figures: some }) => some ?? [])

/** All pages. */
async function all(actor: Actor): Promise<Page['lines']> {
  const lines: Page['lines'] = []
  let next: string | null = null
  do {
    const page: Page = await network.ask(listWork, next === null ? {} : { after: next }, actor)
    lines.push(...page.lines)
    next = page.next
  } while (next !== null)
  return lines
}

describe('the declarations', () => {
  test('name each kind and each figure once', () => {
    for (const names of [kinds.map(({ kind }) => kind), figures.map(({ figure }) => figure)])
      expect(new Set(names).size).toBe(names.length)
  })

  test('have a view, or a card of their own, for each kind, and an address for each figure', () => {
    const views = new Set(workParts.flatMap((part) => part.kinds))
    const cards = new Set(slots.filter(({ slot }) => slot === 'home').map(({ key }) => key))
    expect(kinds.map(({ kind }) => kind).filter((kind) => !views.has(kind) && !cards.has(kind))).toEqual([])
    const addresses = new Set(workParts.flatMap((part) => part.figures))
    expect(figures.map(({ figure }) => figure).filter((figure) => !addresses.has(figure))).toEqual([])
  })

  test('give every role that comes with the application three figures', async () => {
    const where = { verifier: 'seal', funder: 'purse' } as const
    const few: string[] = []
    const roles = [...new Set(figures.flatMap(({ roles: some }) => Object.keys(some)))] as Role[]
    expect(roles).toHaveLength(12)
    for (const role of roles) {
      const organisation = role === 'verifier' || role === 'funder' ? where[role] : 'garden'
      const actor = await network.join(`Figures of ${role}`, organisation, [role])
      const page = await network.ask(listWork, {}, actor)
      const own = figures.filter(({ roles: some }) => some[role] !== undefined).map(({ figure }) => figure)
      const shown = page.figures.map(({ figure }) => figure)
      if (shown.length !== 3 || shown.some((figure) => !own.includes(figure)))
        few.push(`${role}: ${shown.join()}`)
    }
    expect(few).toEqual([])
  })
})

describe('what waits', () => {
  test('is of kinds that the role may do, and no other', async () => {
    for (const actor of Object.values(network.actors)) {
      const allowed = new Set(kinds.filter(({ may }) => may(actor) === true).map(({ kind }) => kind))
      const lines = await all(actor)
      expect(lines.filter(({ kind }) => !allowed.has(kind))).toEqual([])
      // Each stands once, also where a page ends among lines of the same moment.
      expect(new Set(lines.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(lines.length)
    }
  })

  test('is nothing of others’ people for an outsider with every role', async () => {
    const theirs = await all(network.actors.eve)
    const { rows } = await network.database.pool.query<{ person: string }>(
      'select person from person where organisation <> $1',
      [network.organisations.fence],
    )
    const others = new Set(rows.map(({ person }) => person))
    expect(others.size).toBeGreaterThan(3)
    expect(theirs.filter(({ person }) => person !== null && others.has(person))).toEqual([])
  })

  test('is of nobody for a user whose role covers their own people and who has none', async () => {
    const wide = await network.join('Wide', 'garden', ['case_manager', 'orientation'])
    const narrow = { ...wide, grants: wide.grants.map((grant) => ({ ...grant, scope: 'own' as const })) }
    const narrowing = new Set(kinds.filter(({ may }) => may.permission?.narrows).map(({ kind }) => kind))
    expect((await all(wide)).some(({ kind }) => narrowing.has(kind))).toBe(true)
    expect((await all(narrow)).filter(({ kind }) => narrowing.has(kind))).toEqual([])
  })

  test('has the row scope of each verb, whatever those of the others are', async () => {
    const wide = await network.join('Mixed', 'garden', ['case_manager', 'orientation'])
    const mixed = {
      ...wide,
      grants: wide.grants.map((grant) =>
        grant.verb === 'case.read' ? { ...grant, scope: 'own' as const } : grant,
      ),
    }
    const [before, after] = [await all(wide), await all(mixed)]
    const others = (lines: Page['lines']) => lines.filter(({ kind }) => kind !== 'plan.step')
    expect(before.length).toBeGreaterThan(others(before).length)
    const named = (lines: Page['lines']) => lines.map(({ kind, id }) => `${kind} ${id}`)
    expect(named(after)).toEqual(named(others(before)))
  })

  test('names nobody without a line in the log of who saw what', async () => {
    const clara = await network.join('Clara the second', 'garden', ['case_manager'])
    const { lines } = await network.ask(listWork, {}, clara)
    const shown = new Set(lines.flatMap(({ person }) => person ?? []))
    expect(shown.size).toBeGreaterThan(0)
    const { rows } = await network.database.pool.query<{ person: string }>(
      `select distinct person from disclosure where actor = $1 and via = 'work.list'`,
      [clara.user],
    )
    expect(new Set(rows.map(({ person }) => person))).toEqual(shown)
  })

  test('is chosen by kind', async () => {
    const { sol } = network.actors
    const page = await network.ask(listWork, { kind: 'plan.step' }, sol)
    expect(page.lines.length).toBeGreaterThan(0)
    expect(page.lines.every(({ kind }) => kind === 'plan.step')).toBe(true)
    expect(page.figures).toEqual([])
  })

  test('has no page after a made-up place', async () => {
    const answer = await network.http(network.actors.sol).get(listWork.name, { after: '1~yesterday~me' })
    expect(answer.status).toBe(422)
  })
})
