// The file of a list of people holds exactly the rows of the list under the same filter, in its order.
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { world } from './authorization/world.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'
import { everyAddress, type Addresses } from './leaks/addresses.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { identifyNeed } from '../src/serve/cases/operations.ts'
import { registerPerson } from '../src/serve/record/operations.ts'
import { exportPeople, listPeople } from '../src/serve/caseload/operations.ts'

const CODES = ['plot', 'hand_tools'] as const

let network: TestNetwork
let reach: Addresses
let kofi: Actor

beforeAll(async () => {
  network = await testNetwork()
  const { rosa } = await world(network)
  reach = await everyAddress(network)
  kofi = await network.join('Kofi', 'garden', ['coordinator', 'case_manager'])
  for (let at = 0; at < 20; at++) {
    const person = network.newId()
    const called = `Persona ${String((at * 7) % 20).padStart(2, '0')}`
    await network.execute(registerPerson, { id: person, searched: 'file', called }, rosa)
    const urgency = at % 3 === 0 ? 'high' : 'low'
    if (at % 4 > 0)
      await network.execute(
        identifyNeed,
        { person, id: network.newId(), code: CODES[at % 2]!, urgency },
        rosa,
      )
  }
})

const optional = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })

test('whatever it is narrowed to and sorted by', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        need: optional(...CODES),
        urgency: optional('high', 'low'),
        work: optional('open' as const, 'none' as const),
        manager: optional('nobody' as const),
        sort: optional('name' as const, 'recent' as const, 'noted' as const, 'appointment' as const),
        down: fc.boolean(),
      }),
      async ({ sort, down, ...given }) => {
        const narrowing = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
        const order = sort === undefined ? {} : { sort, down }
        const listed = await network.ask(listPeople, { ...narrowing, ...order, limit: 500 }, kofi)
        const asked = {
          ...order,
          id: network.newId(),
          narrowing,
          columns: ['name' as const],
          format: 'csv' as const,
          purpose: 'review' as const,
          words: 'Repaso',
        }
        if (listed.people.length === 0) {
          await expect(network.execute(exportPeople, asked, kofi)).rejects.toThrow('export.nobody')
          return
        }
        // What is taken out alone counts for a day.
        network.clock.advance(1)
        await network.execute(exportPeople, asked, kofi)
        const { text } = await reach.send(kofi, '/api/person.export/file', {
          method: 'POST',
          body: JSON.stringify({ id: asked.id }),
        })
        const rows = parse(text, { bom: true, relax_column_count: true }) as string[][]
        expect(rows.slice(2).map(([name]) => name)).toEqual(listed.people.map(({ called }) => called))
      },
    ),
    { numRuns: 40, seed: 7 },
  )
})
