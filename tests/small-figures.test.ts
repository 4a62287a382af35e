// Whoever may not open every record is shown no figure of one to four people, by any query there is.
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { capabilities } from '../src/entry/capabilities.ts'
import { exampleOf } from '../src/entry/proof/examples.ts'
import type { Actor } from '../src/kernel/actor.ts'
import type { Query } from '../src/kernel/command.ts'
import { exposureOf } from '../src/kernel/firewall.ts'
import { knowsPeople, SMALLEST_CELL } from '../src/kernel/figures.ts'
import { Problem } from '../src/kernel/problem.ts'
import { ROLES } from './authorization/roles.ts'
import { everything } from './everything.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'

/** Whole numbers that count nobody, or what the reader is shown one by one beside them; by the end of their place. */
const NO_FIGURE: Readonly<Record<string, string>> = {
  'claims.clock.day': 'a day of a clock, of a claim that is shown',
  'claims.clock.of': 'a day of a clock, of a claim that is shown',
  'counts.count': 'claims of the list beside it',
  'roles.holders': 'staff',
  waiting: 'claims of the list beside it, or late work that the reader decides',
  'claims.files': 'papers of a claim that is shown',
  'statements.number': 'the number of a statement',
  idleMinutes: 'minutes',
  'devices.late': 'commands of a device, for whoever withdraws it',
  days: 'days',
  'provider.linked': 'users',
  'imports.rows': 'rows of a file that the reader brought',
  'imports.done': 'rows of a file that the reader brought',
  'imports.imported': 'rows of a file that the reader brought',
  'imports.known': 'rows of a file that the reader brought',
  'imports.refused': 'rows of a file that the reader brought',
}

let network: TestNetwork
const queries = capabilities.flatMap(({ handlers }) =>
  handlers
    .map(({ operation }) => operation)
    // What is open to everybody counts nobody.
    .filter((contract): contract is Query => contract.is === 'query' && exposureOf(contract) !== 'open'),
)

/** Every number of an answer with its place; positions in lists and keys of records are left out. */
function* numbersIn(answer: unknown, place: string[] = []): Iterable<[string, number]> {
  if (typeof answer === 'number') yield [place.join('.'), answer]
  else if (Array.isArray(answer)) for (const one of answer) yield* numbersIn(one, place)
  else if (answer !== null && typeof answer === 'object')
    for (const [key, one] of Object.entries(answer)) yield* numbersIn(one, [...place, key])
}

beforeAll(async () => {
  network = await testNetwork()
  await everything(network)
})

test('no role that may open no record is shown a small figure', async () => {
  const readers: Actor[] = []
  for (const [letter, role, organisation] of ROLES)
    readers.push(await network.join(`Reader ${letter}`, organisation, [role]))
  // In the organisation that keeps the people, too, whatever it is there for.
  for (const role of ['analyst', 'communications', 'administrator'] as const)
    for (const organisation of ['garden', 'roots'] as const)
      readers.push(await network.join(role, organisation, [role]))
  const [narrow] = readers.filter(({ roles }) => roles.includes('coordinator'))
  const own = narrow?.grants.map((grant) => ({ ...grant, scope: 'own' as const })) ?? []
  readers.push({ ...(narrow as Actor), grants: own })

  const strangers = readers.filter((actor) => !knowsPeople(actor))
  expect(strangers.length).toBeGreaterThan(8)
  const small: string[] = []
  const used = new Set<string>()
  let asked = 0
  for (const contract of queries) {
    for (const actor of strangers) {
      const periods = 'from' in shapeOf(contract) ? [{}, { from: '2026-02-01', until: '2026-02-28' }] : [{}]
      for (const scope of 'scope' in shapeOf(contract) ? ['organisation', 'network'] : [undefined]) {
        for (const period of periods) {
          const input = { ...example(contract), ...period, ...(scope && { scope }) }
          const answer = await network.ask(contract, input, actor).catch((problem: unknown) => {
            if (problem instanceof Problem) return undefined
            throw problem
          })
          asked += answer === undefined ? 0 : 1
          for (const [place, count] of numbersIn(answer))
            if (place in NO_FIGURE) used.add(place)
            else if (count > 0 && count < SMALLEST_CELL)
              small.push(`${contract.name} ${place} = ${count} for ${actor.roles.join(', ')}`)
        }
      }
    }
  }
  expect([...new Set(small)]).toEqual([])
  expect(Object.keys(NO_FIGURE).filter((place) => !used.has(place))).toEqual([])
  expect(asked).toBeGreaterThan(100)
})

const shapeOf = ({ input }: Query): object => (input as { shape?: object }).shape ?? {}
const example = ({ input }: Query) => {
  const made = exampleOf(input, () => network.newId(), false)
  return z.safeParse(input, made).success ? (made as Record<string, unknown>) : {}
}
