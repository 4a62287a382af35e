// A user who may not open every record is shown no figure of one to four people, by any query.
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { capabilities } from '../src/entry/capabilities.ts'
import { exampleOf } from '../src/entry/proof/examples.ts'
import type { Actor } from '../src/kernel/actor.ts'
import type { Query } from '../src/kernel/command.ts'
import { exposureOf } from '../src/kernel/firewall.ts'
import { knowsPeople, SMALLEST_CELL } from '../src/kernel/figures.ts'
import { Problem } from '../src/kernel/problem.ts'
import { plainNumbers } from './authorization/declared.ts'
import { ROLES } from './authorization/roles.ts'
import { everything } from './everything.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'

let network: TestNetwork
const queries = capabilities.flatMap(({ handlers }) =>
  handlers
    .map(({ operation }) => operation)
    // Public data counts nobody.
    .filter((contract): contract is Query => contract.is === 'query' && exposureOf(contract) !== 'open'),
)

/** Every number of an answer with its path; positions in lists and keys of records are left out. */
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
  // Also inside the organisation that keeps the people, whatever its class.
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
            if (place in (plainNumbers[contract.name] ?? {})) used.add(`${contract.name} ${place}`)
            else if (count > 0 && count < SMALLEST_CELL)
              small.push(`${contract.name} ${place} = ${count} for ${actor.roles.join(', ')}`)
        }
      }
    }
  }
  expect(
    [...new Set(small)],
    'figures to withhold (src/kernel/figures.ts), or numbers to declare as `plainNumbers` in authorization.ts of their capability',
  ).toEqual([])
  const declared = Object.entries(plainNumbers).flatMap(([name, places]) =>
    Object.keys(places).map((place) => `${name} ${place}`),
  )
  expect(declared.filter((one) => !used.has(one))).toEqual([])
  expect(asked).toBeGreaterThan(100)
})

const shapeOf = ({ input }: Query): object => (input as { shape?: object }).shape ?? {}
const example = ({ input }: Query) => {
  const made = exampleOf(input, () => network.newId(), false)
  return z.safeParse(input, made).success ? (made as Record<string, unknown>) : {}
}
