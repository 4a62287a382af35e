// In whatever order records are merged and taken apart, and whatever is recorded between: each record reads as if it had
// been there alone with what belongs to it, and a merged one as all of them together.
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Id } from '../../kernel/words.ts'
import { giveConsent, listConsents, refuseConsent } from '../../protect/consent/operations.ts'
import { getWork, identifyNeed, recordMilestone } from '../cases/operations.ts'
import { formHousehold } from '../households/operations.ts'
import { addContact, addIdentifier, changePerson, getPerson, registerPerson } from '../record/operations.ts'
import { listReferrals, sendReferral } from '../referrals/operations.ts'
import { getTimeline } from '../timeline/operations.ts'
import { listMerges, mergePeople, unmergePeople, type LaterItem } from './operations.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))

const PEOPLE = 4

/** What belongs to one record, as the test has it: the items, and what the record itself says. */
type Alone = {
  id: Id
  needs: Id[]
  consents: Id[]
  milestones: Id[]
  referrals: Id[]
  /** By what they say: assigned to another record they have another id there. */
  contacts: string[]
  documents: string[]
  household: Id | null
  place: string | null
}
/** Merges that stand, by their ids: of the record that is kept the place in the list, and of the other. */
type Model = { people: Alone[]; merges: { id: Id; kept: number; other: number }[] }

const rootOf = ({ merges }: Model, at: number): number => {
  const merge = merges.find(({ other }) => other === at)
  return merge === undefined ? at : rootOf({ people: [], merges }, merge.kept)
}
const groupOf = (model: Model, at: number) =>
  model.people.filter((_, other) => rootOf(model, other) === rootOf(model, at))

const person = fc.nat(PEOPLE - 1)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('merge' as const), one: person, other: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('undo' as const), which: fc.nat(9), assigns: fc.nat(9) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'need',
        'milestone',
        'contact',
        'document',
        'household',
        'referral',
        'place',
        'yes',
        'no',
      ),
      one: person,
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const CODES = ['plot', 'raised_bed', 'hand_tools', 'wheelbarrow', 'seedlings', 'watering', 'compost_course']

/** A record, on which something is done as if it were alone. */
async function act(model: Model, at: number, what: string): Promise<void> {
  const { newId, execute } = network
  const { ana, clara } = network.actors
  const on = model.people[at] as Alone
  const id = newId()
  const key = { id, person: on.id }
  const about = {
    purpose: 'referral',
    recipient: network.organisations.roots,
    textVersion: 'v1',
    locale: 'es',
  }
  if (what === 'need') {
    const code = CODES[on.needs.length % CODES.length] as string
    // One that is open already is refused, and changes nothing.
    const done = await execute(identifyNeed, { ...key, code, urgency: 'high' }, ana).then(
      () => true,
      () => false,
    )
    if (done) on.needs.push(id)
  }
  if (what === 'milestone') {
    await execute(recordMilestone, { person: on.id, milestone: 'first_harvest', on: '2026-02-01' }, clara)
    // A milestone is known by its fact.
    const { rows } = await network.database.pool.query<{ id: Id }>(
      `select id from fact where subject = $1 and kind = 'milestone.recorded' order by id desc limit 1`,
      [on.id],
    )
    on.milestones.push((rows[0] as { id: Id }).id)
  }
  if (what === 'contact') {
    const value = `315${String(Math.abs(hash(id)))
      .padStart(7, '0')
      .slice(0, 7)}`
    await execute(addContact, { ...key, kind: 'phone', value }, ana)
    on.contacts.push(value)
  }
  if (what === 'document') {
    const number = String(10_000_000 + hash(id))
    await execute(addIdentifier, { ...key, type: 'library_card', country: 'xa', number }, ana)
    on.documents.push(number)
  }
  if (what === 'household' && on.household === null) {
    await execute(formHousehold, { id, members: [{ person: on.id, relation: 'head', head: true }] }, ana)
    on.household = id
  }
  if (what === 'referral') {
    const sent = { ...key, to: network.organisations.roots, reason: 'Pala', ...(await yesOf(on.id)) }
    // Without a yes, or against a no of any of the records, it is refused, and changes nothing.
    const done = await execute(sendReferral, sent, ana).then(
      () => true,
      () => false,
    )
    if (done) on.referrals.push(id)
  }
  if (what === 'place') {
    on.place = on.place === 'xa_01001' ? 'xa_01002' : 'xa_01001'
    const { version } = await recordAlone(on.id)
    await execute(changePerson, { id: on.id, base: version, changes: { place: on.place } }, ana)
  }
  if (what === 'yes' || what === 'no') {
    const said = { ...key, ...about, fieldGroups: ['identity'] }
    if (what === 'yes') await execute(giveConsent, { ...said, how: 'signature' }, ana)
    else await execute(refuseConsent, said, ana)
    on.consents.push(id)
  }
}

/** A yes that lies on the record itself; none is refused. */
async function yesOf(person: Id): Promise<{ consent?: Id }> {
  const { rows } = await network.database.pool.query<{ id: Id }>(
    `select id from consent where person = $1 and said = 'yes' and withdrawn_at is null order by id desc limit 1`,
    [person],
  )
  return rows[0] ? { consent: rows[0].id } : {}
}

const hash = (text: string) =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_999_991, 7)

/** The version of a record itself, which a device that keeps it would send. */
async function recordAlone(id: Id): Promise<{ version: number }> {
  const { rows } = await network.database.pool.query<{ version: number }>(
    'select version from person where person = $1',
    [id],
  )
  return rows[0] as { version: number }
}

async function take(model: Model, taken: Step): Promise<void> {
  const { sol } = network.actors
  if (taken.do === 'merge') {
    const { one, other } = taken as { one: number; other: number }
    const [kept, merged] = [rootOf(model, one), rootOf(model, other)]
    if (kept === merged) return
    const id = network.newId()
    const [named, second] = [model.people[one] as Alone, model.people[other] as Alone]
    await network.execute(mergePeople, { id, person: named.id, other: second.id, because: 'x' }, sol)
    model.merges.push({ id, kept, other: merged })
    return
  }
  if (taken.do === 'undo') {
    const { which, assigns } = taken as { which: number; assigns: number }
    const merge = model.merges[which % Math.max(model.merges.length, 1)]
    if (!merge) return
    const group = groupOf(model, merge.kept)
    const listed = await network.ask(listMerges, { person: (group[0] as Alone).id }, sol)
    const later = listed.merges.find(({ id }) => id === merge.id)?.later ?? []
    // Some of what came meanwhile goes to another record of the group, of each kind.
    const to = group[assigns % group.length] as Alone
    const some = later.filter(({ kind, on }, at) => {
      // A case is opened with a need, and no read here tells of it.
      if (kind === 'case.opened') return false
      // Nobody lives in two households.
      if (kind.startsWith('household.')) return to.household === null && on !== to.id && assigns % 2 === 0
      return (at + assigns) % 3 === 0
    })
    const assign = some.map(({ item }) => ({ item, to: to.id }))
    await network.execute(unmergePeople, { merge: merge.id, because: 'x', assign }, sol)
    for (const one of some) give(model, one, to)
    model.merges = model.merges.filter((one) => one !== merge)
    return
  }
  await act(model, (taken as { one: number }).one, taken.do)
}

/** What belongs to another record from now on, as the test has it. */
function give({ people }: Model, { item, kind, on, text = '' }: LaterItem, to: Alone): void {
  const from = people.find(({ id }) => id === on) as Alone
  if (from === to) return
  if (kind.startsWith('household.')) {
    ;[from.household, to.household] = [null, item]
    return
  }
  const list = LISTS[kind]
  if (list === undefined) throw new Error(`${kind} is not in the test.`)
  const what = list === 'contacts' || list === 'documents' ? text : item
  for (const one of people) one[list] = one[list].filter((other) => other !== what)
  to[list].push(what)
}

const LISTS: Readonly<
  Record<string, 'needs' | 'consents' | 'milestones' | 'referrals' | 'contacts' | 'documents'>
> = {
  'need.identified': 'needs',
  'consent.given': 'consents',
  'consent.refused': 'consents',
  'milestone.recorded': 'milestones',
  'referral.drafted': 'referrals',
  'referral.sent': 'referrals',
  'person.contact_added': 'contacts',
  'person.identifier_added': 'documents',
}

/** Every read of every record is that of the records which are one person now. */
async function compare(model: Model): Promise<void> {
  const { ana } = network.actors
  for (const [at, { id }] of model.people.entries()) {
    const group = groupOf(model, at)
    const kept = model.people[rootOf(model, at)] as Alone
    const all = (pick: (one: Alone) => readonly string[]) => group.flatMap(pick).toSorted()
    const record = await network.ask(getPerson, { id }, ana)
    expect(record.id).toBe(kept.id)
    const standing = record.contacts.filter(({ retired }) => !retired)
    expect(standing.map(({ value }) => value).toSorted()).toEqual(all(({ contacts }) => contacts))
    const documents = record.identifiers.filter(({ retired }) => retired === null)
    expect(documents.map(({ number }) => number).toSorted()).toEqual(all((one) => one.documents))
    const homes = group.flatMap(({ household }) => household ?? [])
    const home = record.household?.id ?? null
    if (kept.household !== null || homes.length === 0) expect(home).toBe(kept.household)
    else expect(homes).toContain(home)
    const sent = await network.ask(listReferrals, { side: 'sender', person: id, limit: 100 }, ana)
    expect(sent.referrals.map((one) => one.id).toSorted()).toEqual(all(({ referrals }) => referrals))
    expect(record.place).toBe(kept.place ?? record.place)
    if (group.every(({ place }) => place === null)) expect(record.place).toBeNull()
    if (group.length === 1) expect(record.place).toBe(kept.place)
    const { needs } = await network.ask(getWork, { person: id }, ana)
    expect(needs.map((one) => one.id).toSorted()).toEqual(all((one) => one.needs))
    const { consents } = await network.ask(listConsents, { person: id }, ana)
    expect(consents.map((one) => one.id).toSorted()).toEqual(all((one) => one.consents))
    const { facts } = await network.ask(getTimeline, { id, limit: 200 }, ana)
    const count = (kind: string) => facts.filter((fact) => fact.kind === kind).length
    expect(count('person.registered')).toBe(group.length)
    expect(count('milestone.recorded')).toBe(
      group.reduce((sum, { milestones }) => sum + milestones.length, 0),
    )
    expect(count('need.identified')).toBe(needs.length)
  }
}

test('merges and undoes in any order, with edits between', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      const people: Alone[] = []
      for (let n = 0; n < PEOPLE; n++) {
        const id = network.newId()
        await network.execute(
          registerPerson,
          { id, searched: 'device', called: `Persona ${n}` },
          network.actors.ana,
        )
        people.push({
          id,
          needs: [],
          consents: [],
          milestones: [],
          referrals: [],
          contacts: [],
          documents: [],
          household: null,
          place: null,
        })
      }
      const model: Model = { people, merges: [] }
      for (const taken of steps) {
        await take(model, taken)
        await compare(model)
      }
      // All undone, each is what belongs to it.
      while (model.merges.length > 0) await take(model, { do: 'undo', which: 7, assigns: 0 })
      await compare(model)
    }),
    { numRuns: Number(process.env['FC_RUNS'] ?? 6), endOnFailure: true },
  )
})
