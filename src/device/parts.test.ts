// The capabilities of a device are loaded when a command, a query or a list needs them, and never too late.
import 'fake-indexeddb/auto'
import * as z from 'zod/mini'
import { expect, test } from 'vitest'
import type { Actor } from '../kernel/actor.ts'
import { command, query } from '../kernel/command.ts'
import { Id } from '../kernel/words.ts'
import { answerOnDevice, onDevice, type DeviceCapability } from './capability.ts'
import { openDevice } from './device.ts'
import { lazyParts, type DevicePart } from './parts.ts'
import { dataKey } from './seal.ts'

const PERSON = '01900000-0000-7000-8000-000000000001'
const person = z.strictObject({ person: Id })
const output = z.unknown()
const water = command({ name: 'plot.water', summary: 'Waters.', offline: true, input: person, output })
const weed = command({ name: 'bed.weed', summary: 'Weeds.', offline: true, input: person, output })
const count = query({ name: 'plot.count', summary: 'Counts.', input: person, output })

const counting = (name: string, operation: typeof water): DeviceCapability => ({
  name,
  commands: [
    onDevice(operation, {
      persons: (input) => [input.person],
      apply: (times: number | undefined) => (times ?? 0) + 1,
    }),
  ],
  queries: [answerOnDevice(count, async (people) => (await people.find(PERSON))?.parts)],
})

/** Two capabilities, and which of them are loaded. */
function garden() {
  const loaded: string[] = []
  const part = (name: string, operation: typeof water, queries: string[]): DevicePart => ({
    commands: [operation.name],
    queries,
    lists: [],
    needs: [],
    searches: false,
    works: false,
    load: async () => {
      loaded.push(name)
      return counting(name, operation)
    },
  })
  const parts = lazyParts([part('plots', water, [count.name]), part('beds', weed, [])], () => undefined)
  return { loaded, parts }
}

const actor = { organisation: PERSON, user: PERSON } as Actor
const key = await dataKey(crypto.getRandomValues(new Uint8Array(32)))
const phone = async (user: string) => {
  const { loaded, parts } = garden()
  const send = () => Promise.reject(new TypeError('no network'))
  const device = await openDevice({ actor: { ...actor, user }, capabilities: parts, key, send })
  return { device, loaded }
}
const user = (last: number) => `01900000-0000-7000-8000-00000000001${last}`

test('opening a device loads nothing, and a command what handles it', async () => {
  const { device, loaded } = await phone(user(1))
  expect(loaded).toEqual([])
  await device.enqueue(water, { person: PERSON })
  expect(loaded).toEqual(['plots'])
  expect(await device.ask(count, { person: PERSON })).toEqual({ output: { plots: 1 } })
  device.close()
})

test('what is pending is applied again with the capability that handles it', async () => {
  const one = await phone(user(2))
  await one.device.enqueue(weed, { person: PERSON })
  one.device.close()
  const other = await phone(user(2))
  await other.device.enqueue(water, { person: PERSON })
  expect(other.loaded.toSorted()).toEqual(['beds', 'plots'])
  expect(await other.device.ask(count, { person: PERSON })).toEqual({ output: { plots: 1, beds: 1 } })
  other.device.close()
})

test('the input is checked by the schema of the handler: a page has the command without it', async () => {
  const { device } = await phone(user(3))
  const { input: _input, ...light } = water
  await expect(device.enqueue(light as typeof water, { person: 'Lina' })).rejects.toThrow('input.invalid')
  device.close()
})
