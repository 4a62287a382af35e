// A request only for what is outside a consent is refused with the missing consent; an answer that holds more
// says what it leaves out, in the same shape.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lina, refusal } from '../../../tests/harness/lina.ts'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { transaction } from '../../platform/database/connect.ts'
import { getWork } from '../../serve/cases/operations.ts'
import { listCharacterizations, recordCharacterization } from '../../serve/forms/operations.ts'
import { changeContact, getPerson } from '../../serve/record/operations.ts'
import { getTimeline } from '../../serve/timeline/operations.ts'
import { withdrawConsent } from './operations.ts'
import { keptBack, missingConsent } from './rules/missing.ts'

let network: TestNetwork
let ana: Actor
let clara: Actor
let beto: Actor
let person: Id
let { later, refuse, shared, seenBy } = {} as Awaited<ReturnType<typeof lina>>

beforeAll(async () => {
  network = await testNetwork()
  ;({ ana, clara, beto } = network.actors)
})
beforeEach(async () => {
  ;({ person, later, refuse, shared, seenBy } = await lina(network))
})

const missing = (fieldGroups: string[]) => ({
  person,
  purpose: 'referral',
  recipient: beto.organisation,
  fieldGroups,
  ask: 'consent.give',
})
const refused = (fieldGroups: string[]) => ({
  code: 'consent.missing',
  status: 409,
  data: missing(fieldGroups),
})

describe('a record', () => {
  const get = (parts: ('identity' | 'documents' | 'contact')[], actor = beto) =>
    network.ask(getPerson, { id: person, parts }, actor)

  test('is refused for a part that is all withheld, and narrowed where some of it may be seen', async () => {
    await shared(['identity'])
    expect(await refusal(get(['documents', 'contact']))).toEqual(refused(['documents', 'contact']))
    expect(await get(['identity', 'contact'])).toMatchObject({
      called: 'Lina',
      contacts: [],
      withheld: missing(['contact']),
    })
    expect(await get(['identity'])).toMatchObject({ called: 'Lina', withheld: null })
  })

  test('asked for in part shows and logs that part alone, to its keeper too', async () => {
    expect(await get(['contact'], ana)).toMatchObject({
      called: null,
      sex: null,
      contacts: [{}, {}],
      withheld: null,
    })
    const { rows } = await network.database.pool.query(
      `select fields from disclosure where person = $1 and via = 'person.get'`,
      [person],
    )
    expect(rows).toEqual([{ fields: ['contact'] }])
  })

  test('its journey and the work on it say what they keep back', async () => {
    await shared(['identity', 'contact'])
    const kept = ['documents', 'household', 'status', 'health', 'protection', 'needs']
    expect((await network.ask(getTimeline, { id: person }, beto)).withheld).toEqual(missing(kept))
    expect((await network.ask(getTimeline, { id: person }, ana)).withheld).toBeNull()
    expect((await network.ask(getWork, { person }, beto)).withheld).toEqual(missing(['needs']))
    expect((await network.ask(getWork, { person }, ana)).withheld).toBeNull()
  })

  test('its journey is read to its beginning, past everything that is no longer shown', async () => {
    await shared(['identity', 'contact'])
    const { contacts } = await seenBy(ana)
    await network.execute(changeContact, { person, id: contacts[0]?.id as Id, base: 1, retired: true }, ana)
    await refuse(['contact'])
    const kinds: string[] = []
    let next: string | null | undefined
    do {
      const page = await network.ask(
        getTimeline,
        { id: person, limit: 1, ...(next && { before: next }) },
        beto,
      )
      kinds.push(...page.facts.map(({ kind }) => kind))
      next = page.next
    } while (next !== null)
    expect(kinds).toContain('person.shared')
    expect(kinds.filter((kind) => kind.startsWith('person.contact_'))).toEqual([])
  })

  test('a change of what is withheld names the same', async () => {
    const { contacts } = await seenBy(ana)
    await shared(['identity'])
    const change = { person, id: contacts[0]?.id as Id, base: 1, retired: true }
    expect(await refusal(network.execute(changeContact, change, beto))).toEqual(refused(['contact']))
  })
})

describe('answers', () => {
  const PARTS = ['household', 'livelihood']
  async function answer(actor = clara, answers: object = { has_gardened: false, people_at_home: 3 }) {
    const id = network.newId()
    const asked = { id, person, questionnaire: 'characterization', version: 1 }
    await network.execute(recordCharacterization, { ...asked, answers: answers as never }, actor)
    return id
  }
  const list = (actor = beto) => network.ask(listCharacterizations, { person }, actor)
  const rows = (actor: Actor) =>
    transaction(network.app.appPool, actor, async (_tx, client) => {
      const found = await client.query('select from characterization where person = $1', [person])
      return found.rowCount
    })

  test('are refused without any of the parts they belong to, whether there are some or not', async () => {
    await shared(['identity'])
    const all = ['health', ...PARTS, 'needs']
    expect(await refusal(list())).toEqual(refused(all))
    await answer()
    expect(await refusal(list())).toEqual(refused(all))
    expect(await rows(beto)).toBe(0)
    // The user's own rows are there all the same, with what is left out beside them.
    await answer(beto)
    expect(await list()).toMatchObject({ characterizations: [{ askedBy: null }], withheld: missing(all) })
    expect((await list(clara)).characterizations).toHaveLength(1)
  })

  test('open to whoever sees all the parts that were answered, and close with the first of them', async () => {
    const before = await answer()
    const { consent } = await shared(['identity', ...PARTS])
    const after = await answer()
    await answer(clara, { has_gardened: true, people_at_home: 2, wishes: 'Sembrar' })
    const seen = await list()
    expect(seen.characterizations.map(({ id }) => id).sort()).toEqual([before, after].sort())
    expect(seen.characterizations[0]).toMatchObject({ askedBy: 'Huerta del Barrio' })
    expect(await rows(beto)).toBe(2)
    await refuse(['livelihood'])
    expect(await rows(beto)).toBe(0)
    expect(await refusal(list())).toMatchObject({ code: 'consent.missing' })
    later()
    await network.execute(withdrawConsent, { person, id: consent }, ana)
    expect(await rows(beto)).toBe(0)
    expect(await rows(ana)).toBe(3)
  })
})

test('one function decides: the wanted parts that are not allowed, named once; an empty answer that leaves something out is refused', () => {
  const use = { person: 'lina', purpose: 'referral', recipient: 'roots' }
  expect(missingConsent(use, ['a', 'b'], ['b', 'a', 'c'])).toBeUndefined()
  expect(missingConsent(use, ['a', 'b', 'c'], new Set(['b']))).toMatchObject({ fieldGroups: ['a', 'c'] })
  expect(keptBack(use, ['a'], null, true)).toBeNull()
  expect(keptBack(use, ['a'], ['a'], true)).toBeNull()
  expect(keptBack(use, ['a'], [], false)).toMatchObject({ fieldGroups: ['a'] })
  expect(() => keptBack(use, ['a'], [], true)).toThrow('consent.missing')
})
