// The list of people on a phone without a network: the people stored there, narrowed as far as the phone knows.
import { expect, test } from 'vitest'
import { noLists } from '../../../tests/harness/no-lists.ts'
import type { KeptPeople, KeptPerson, KnownAnswer } from '../../device/capability.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { InputOf, OutputOf } from '../../kernel/command.ts'
import { getPack } from '../../kernel/packs/pack-query.ts'
import { readPack } from '../../platform/packs/packs.ts'
import { deviceCapability } from './device.ts'
import { listPeople } from './operations.ts'

const pack = await readPack('packs/huerta')
const known = ((query) => (query.name === getPack.name ? { pack } : undefined)) as KnownAnswer
const query = deviceCapability(known).queries?.find(({ operation }) => operation === listPeople)
if (!query) throw new Error('The device answers the list.')
const actor = { timeZone: 'America/Bogota' } as Actor

const idOf = (last: string) => `0195a8a0-0000-7000-8000-00000000000${last}`
const MANAGER = idOf('f')

function kept(last: string, called: string, parts: Record<string, unknown> = {}): KeptPerson {
  const person = { id: idOf(last), called, born: null, registeredAt: '2026-03-02T15:00:00Z' }
  return { person: idOf(last), parts: { person, ...parts } }
}

const need = (code: string, urgency: string, more: object = {}) => ({
  code,
  urgency,
  endedOn: null,
  notedBy: null,
  ...more,
})
const work = (needs: readonly object[], manager: string | null = null) => ({
  cases: { files: [{ manager, managerName: manager && 'Clara', closedAt: null }], needs, goals: [] },
})

const LIA = kept('1', 'Lía', work([need('plot', 'low'), need('seedlings', 'high')], MANAGER))
const OTO = kept(
  '2',
  'Oto',
  work([need('quarrel', 'immediate'), need('plot', 'high', { endedOn: '2026-03-01' })]),
)
const ANA = kept('3', 'Ana', {
  cases: { files: [], needs: [need('plot', 'low', { notedBy: 'Otra' })], goals: [] },
})

const peopleOf = (all: readonly KeptPerson[]): KeptPeople => ({
  find: async (id) => all.find(({ person }) => person === id),
  all: async () => [...all],
  search: async () => [],
})

const ask = async (input: InputOf<typeof listPeople>, all = [LIA, OTO, ANA]) =>
  (await query.run(peopleOf(all), input as never, actor, noLists)) as OutputOf<typeof listPeople> | undefined
const names = async (input: InputOf<typeof listPeople>) =>
  (await ask(input))?.people.map(({ called }) => called)

test('people are narrowed and sorted', async () => {
  expect(await names({})).toEqual(['Lía', 'Oto', 'Ana'])
  expect(await names({ sort: 'name' })).toEqual(['Ana', 'Lía', 'Oto'])
  expect(await names({ sort: 'name', down: true })).toEqual(['Oto', 'Lía', 'Ana'])
  expect(await names({ manager: MANAGER })).toEqual(['Lía'])
  expect(await names({ manager: 'nobody' })).toEqual(['Oto'])
  expect(await names({ work: 'none' })).toEqual(['Ana'])
  expect(await names({ need: 'plot' })).toEqual(['Lía'])
  expect(await names({ urgency: 'high' })).toEqual(['Lía'])
  expect((await ask({ count: true }))?.total).toBe(3)
})

test('a need that the pack protects, that is closed or of another organisation, is in no row', async () => {
  const rows = (await ask({}))?.people.map(({ needs }) => needs?.map(({ code }) => code))
  expect(rows).toEqual([['seedlings', 'plot'], [], []])
  expect(await names({ urgency: 'immediate' })).toEqual([])
})

test('of a part that is not on the device nothing is said', async () => {
  const answer = await ask({}, [kept('4', 'Eva')])
  expect(answer?.people).toMatchObject([{ called: 'Eva', needs: null, hasCase: null, appointment: null }])
})

test('what only the server knows it does not answer', async () => {
  expect(await ask({ centre: idOf('9') })).toBeUndefined()
  expect(await ask({ quietSince: '2026-01-01' })).toBeUndefined()
})

test('who was registered or changed here and not yet sent comes first, with what the server knows of them', async () => {
  const [lia] = (await ask({}, [LIA]))?.people ?? []
  if (!lia) throw new Error('Lía is listed.')
  const there = { people: [{ ...lia, called: 'Lia', noted: '2026-03-01' }] }
  const over = (input: InputOf<typeof listPeople>) =>
    (query.pending as unknown as { over(...given: unknown[]): Promise<OutputOf<typeof listPeople>> }).over(
      there,
      peopleOf([ANA, LIA]),
      input,
      noLists,
    )
  expect((await over({})).people.map(({ called, noted }) => [called, noted])).toEqual([
    ['Ana', null],
    ['Lía', '2026-03-01'],
  ])
  expect((await over({ need: 'plot' })).people.map(({ called }) => called)).toEqual(['Lía'])
})
