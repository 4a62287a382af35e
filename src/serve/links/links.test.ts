// The keepers of two records agree that these are of one person: each learns only that the other serves the person, on their
// yes, and either undoes it.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from '../../../tests/harness/known-elsewhere.ts'
import { EVERY_ROLE, testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent, refuseConsent, withdrawConsent } from '../../protect/consent/operations.ts'
import { askMove, decideMove } from '../../protect/organisation-moves/operations.ts'
import { searchDisclosures } from '../../protect/disclosure/operations.ts'
import { askErasure, erasePerson } from '../../protect/retention/operations.ts'
import { listDuplicates } from '../duplicates/operations.ts'
import { mergePeople, unmergePeople } from '../merges/operations.ts'
import { changePerson, getPerson, registerPerson, retireIdentifier } from '../record/operations.ts'
import { acceptReferral, sendReferral } from '../referrals/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { listWork } from '../worklist/operations.ts'
import { answerLink, endLink, listLinks, proposeLink } from './operations.ts'

let network: TestNetwork
/** Of the garden, and of Raíces, which asks. */
let rosa: Actor
let bruno: Actor
/** The record of the garden, which Raíces sees, and that of Raíces, which the garden does not. */
let here: Id
let there: Id
/** The yes at Raíces to telling the garden. */
let yes: Id
let turn = 0

beforeAll(async () => {
  network = await testNetwork()
  rosa = await network.join('Rosa', 'garden', EVERY_ROLE)
  bruno = await network.join('Bruno', 'roots', EVERY_ROLE)
})

const PETRA = { givenNames: 'Petra Inés', firstSurname: 'Chirinos', secondSurname: 'Leal' }
const words = { purpose: 'referral', textVersion: 'v1', locale: 'es' } as const

async function register(by: Actor): Promise<Id> {
  const id = network.newId()
  const born = { date: `1990-04-${String((turn % 27) + 1).padStart(2, '0')}` }
  const number = String(71_000_000 + turn)
  const identifiers = [{ id: network.newId(), type: 'library_card', country: 'xa', number }]
  await network.execute(registerPerson, { id, searched: 'device', ...PETRA, born, identifiers }, by)
  return id
}

async function allow(person: Id, recipient: Id, by: Actor): Promise<Id> {
  const id = network.newId()
  const said = { id, person, recipient, fieldGroups: ['identity', 'documents'], ...words }
  await network.execute(giveConsent, { ...said, how: 'signature' }, by)
  return id
}

async function share(person: Id, from: Actor, to: Actor, consent: Id): Promise<void> {
  const key = { person, id: network.newId() }
  await network.execute(sendReferral, { ...key, to: to.organisation, reason: 'Pala', consent }, from)
  await network.execute(acceptReferral, key, to)
}

beforeEach(async () => {
  turn += 1
  here = await register(rosa)
  await share(here, rosa, bruno, await allow(here, bruno.organisation, rosa))
  there = await register(bruno)
  yes = await allow(there, rosa.organisation, bruno)
})

async function propose(by = bruno, person = there, other = here): Promise<Id> {
  const id = network.newId()
  await network.execute(proposeLink, { id, person, other, because: 'La misma cédula.' }, by)
  return id
}
const answer = (id: Id, agrees = true, by = rosa, person = here) =>
  network.execute(answerLink, { id, person, agrees, because: 'Ella lo contó.' }, by)
const end = (id: Id, by: Actor, person: Id) =>
  network.execute(endLink, { id, person, because: 'Son dos.' }, by)
const links = async (person: Id, by: Actor) => (await network.ask(listLinks, { person }, by)).links
const linkOf = async (person: Id, by: Actor) => (await links(person, by))[0]
/** What stands of the pair in the queue of Raíces. */
const waits = async () =>
  (await network.ask(listDuplicates, { person: there }, bruno)).pairs
    .filter((pair) => [pair.person.id, pair.other.id].toSorted().join() === [here, there].toSorted().join())
    .map(({ state }) => state)
const factsOf = async (person: Id, by: Actor) =>
  (await network.ask(getTimeline, { id: person, limit: 200 }, by)).facts
    .map(({ kind }) => kind)
    .filter((kind) => kind.includes('link'))

describe('two keepers', () => {
  test('are linked once the other agrees, and each learns only who serves the person too', async () => {
    const id = await propose()
    expect(await linkOf(there, bruno)).toMatchObject({
      with: { name: 'Huerta del Barrio' },
      proposedBy: 'us',
      state: 'proposed',
      opens: here,
      said: [{ by: 'Bruno', because: 'La misma cédula.' }],
    })
    const asked = await linkOf(here, rosa)
    expect(asked).toMatchObject({ with: { name: 'Raíces' }, proposedBy: 'them', opens: null, said: [] })
    expect(JSON.stringify(asked)).not.toContain(there)
    await answer(id)
    const [theirs, ours] = [await linkOf(there, bruno), await linkOf(here, rosa)]
    expect([theirs?.state, ours?.state]).toEqual(['linked', 'linked'])
    expect(JSON.stringify(theirs)).not.toContain('Ella lo contó')
    expect(ours?.said).toEqual([{ by: 'Rosa', because: 'Ella lo contó.' }])
    // The record of Raíces stays unknown to the garden.
    expect(await refusal(network.ask(getPerson, { id: there }, rosa))).toBe('person.unknown')
    const log = JSON.stringify(await network.ask(searchDisclosures, { person: there }, bruno))
    expect(log).toContain('record_link')
  })

  test('have it on both timelines, each its own', async () => {
    const id = await propose()
    await answer(id)
    await end(id, rosa, here)
    const told = ['person.unlinked', 'person.linked', 'person.link_proposed']
    expect([await factsOf(here, rosa), await factsOf(there, bruno)]).toEqual([told, told])
    // A receiver of the record reads nothing of what its keeper agreed with others.
    expect(await factsOf(here, bruno)).toEqual([])
    expect(await links(here, bruno)).toEqual([])
  })

  test('are asked for an answer among what waits, until it is given', async () => {
    const id = await propose()
    const waiting = async () =>
      (await network.ask(listWork, { kind: 'link.answer' }, rosa)).lines
        .filter((line) => line.id === id)
        .map(({ by }) => by)
    expect(await waiting()).toEqual(['Raíces'])
    await answer(id, false)
    expect(await waiting()).toEqual([])
    expect([(await linkOf(there, bruno))?.state, (await linkOf(here, rosa))?.state]).toEqual([
      'declined',
      'declined',
    ])
  })

  test.each(['rosa', 'bruno'] as const)('undo it for both: %s', async (who) => {
    const id = await propose()
    await answer(id)
    await (who === 'rosa' ? end(id, rosa, here) : end(id, bruno, there))
    for (const [person, by] of [
      [here, rosa],
      [there, bruno],
    ] as const)
      expect((await linkOf(person, by))?.state).toBe('ended')
    expect(await refusal(end(id, rosa, here))).toBe('link.over')
    await answer(await propose())
  })

  test('take back what was not answered; only who asked does', async () => {
    const id = await propose()
    expect(await refusal(end(id, rosa, here))).toBe('link.over')
    await end(id, bruno, there)
    expect(await refusal(answer(id))).toBe('link.answered')
    expect((await linkOf(here, rosa))?.state).toBe('withdrawn')
  })
})

describe('the queue of pairs', () => {
  test('no longer waits for a decision on them, and does again once it is undone', async () => {
    expect(await waits()).toEqual(['open'])
    const id = await propose()
    expect(await waits()).toEqual(['open'])
    await answer(id)
    expect(await waits()).toEqual([])
    await end(id, rosa, here)
    expect(await waits()).toEqual(['open'])
  })

  test('is left without the pair where the records became unlike meanwhile', async () => {
    const id = await propose()
    await answer(id)
    const { identifiers, version } = await network.ask(getPerson, { id: there }, bruno)
    for (const { id: number } of identifiers)
      await network.execute(retireIdentifier, { person: there, id: number, because: 'De otra' }, bruno)
    const changes = { givenNames: 'Zoraida', firstSurname: 'Yépez', born: { date: '1950-01-02' } }
    await network.execute(changePerson, { id: there, base: version, changes }, bruno)
    await end(id, bruno, there)
    const all = { person: there, states: ['open', 'same', 'different', 'unsure'] as const }
    expect((await network.ask(listDuplicates, { ...all, states: [...all.states] }, bruno)).pairs).toEqual([])
  })
})

describe('without the yes of the person', () => {
  test('nobody is told: to who asks, and to who answers', async () => {
    await network.execute(withdrawConsent, { person: there, id: yes }, bruno)
    expect(await refusal(propose())).toBe('consent.missing')
    const other = await withYes()
    const id = await propose(bruno, other, here)
    const no = { id: network.newId(), person: here, recipient: bruno.organisation, ...words }
    await network.execute(refuseConsent, { ...no, fieldGroups: ['identity', 'documents'] }, rosa)
    expect(await refusal(answer(id))).toBe('consent.missing')
    await answer(id, false)
  })

  test('a link ends for both with the no', async () => {
    await answer(await propose())
    await network.execute(withdrawConsent, { person: there, id: yes }, bruno)
    expect([(await linkOf(there, bruno))?.state, (await linkOf(here, rosa))?.state]).toEqual([
      'ended',
      'ended',
    ])
    expect(await factsOf(here, rosa)).toContain('person.unlinked')
    await allow(there, rosa.organisation, bruno)
    expect((await linkOf(there, bruno))?.state).toBe('ended')
  })

  test('of a record merged with it, the link counts no longer until the merge is undone', async () => {
    await answer(await propose())
    const [twin, merge] = [await register(bruno), network.newId()]
    const no = { id: network.newId(), person: twin, recipient: rosa.organisation, ...words }
    await network.execute(refuseConsent, { ...no, fieldGroups: ['identity', 'documents'] }, bruno)
    await network.execute(mergePeople, { id: merge, person: there, other: twin, because: 'Es ella.' }, bruno)
    expect([(await linkOf(twin, bruno))?.suspended, (await linkOf(here, rosa))?.suspended]).toEqual([
      true,
      true,
    ])
    await network.execute(unmergePeople, { merge, because: 'Son dos.' }, bruno)
    expect(await linkOf(here, rosa)).toMatchObject({ state: 'linked', suspended: false })
  })
})

describe('is refused', () => {
  test('of two records of one keeper, of somebody unknown, from the other side, and twice', async () => {
    const second = await register(bruno)
    expect(await refusal(propose(bruno, there, second))).toBe('link.one_keeper')
    expect(await refusal(propose(bruno, there, network.newId()))).toBe('person.unknown')
    expect(await refusal(propose(rosa, here, there))).toBe('person.unknown')
    expect(await refusal(propose(bruno, here, there))).toBe('link.keeper_only')
    const id = await propose()
    expect(await refusal(propose())).toBe('link.already')
    expect(await refusal(answer(id, true, bruno, there))).toBe('link.unknown')
    expect(await refusal(answer(id, true, network.actors.eve))).toBe('link.unknown')
  })

  test.each(['garden', 'roots'] as const)(
    'where the name of the %s would say why somebody is there',
    async (at) => {
      const id = await propose()
      await network.database.pool.query(
        `insert into service (id, organisation, kind, name, assured_at) values ($1, $2, 'shelter', 'Refugio', now())`,
        [network.newId(), network.organisations[at]],
      )
      const refused = [await refusal(answer(id)), await refusal(propose(bruno, await withYes(), here))]
      await network.database.pool.query(`delete from service where kind = 'shelter'`)
      expect(refused).toEqual(['link.not_offered', 'link.not_offered'])
    },
  )

  test('two who ask each other at once are answered by one of the two', async () => {
    await share(there, bruno, rosa, yes)
    const [one, other] = await Promise.allSettled([propose(), propose(rosa, here, there)])
    const states = [one.status, other.status].toSorted()
    expect(states).toEqual(['fulfilled', 'rejected'])
    expect(await links(here, rosa)).toHaveLength(1)
  })
})

async function withYes(): Promise<Id> {
  const person = await register(bruno)
  await allow(person, rosa.organisation, bruno)
  return person
}

test('an erasure ends the link for the other, and leaves nothing of it', async () => {
  await answer(await propose())
  const wish = network.newId()
  await network.execute(askErasure, { id: wish, person: there }, bruno)
  const other = await network.join('Brisa', 'roots', EVERY_ROLE)
  await network.execute(erasePerson, { person: there, id: wish }, other)
  const { rows } = await network.database.pool.query(
    'select person, other, state from record_link where person = any ($1)',
    [[here, there]],
  )
  expect(rows).toEqual([{ person: here, other: null, state: 'ended' }])
  expect(await factsOf(here, rosa)).toContain('person.unlinked')
})

test('an organisation that closes for good leaves its links', async () => {
  await answer(await propose())
  const [id, organisation] = [network.newId(), network.organisations.roots]
  const move = { id, organisation, class: 'enforcement', because: 'Hace control migratorio.' } as const
  await network.execute(askMove, move, network.actors.dora)
  await network.execute(decideMove, { id, allow: true }, rosa)
  expect((await linkOf(here, rosa))?.state).toBe('ended')
})
