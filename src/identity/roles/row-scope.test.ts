// Searching and answering referrals with a role that covers few people: only these are found, and nobody is
// registered twice.
import { beforeAll, describe, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { getVerb, type Grant, type Scope, type VerbName } from '../../kernel/roles.ts'
import type { Id } from '../../kernel/words.ts'
import { actorByEmail } from '../sessions/server/operator.ts'
import { api } from '../../platform/http/http.ts'
import { getPerson, registerPerson, searchPeople } from '../../serve/record/operations.ts'
import { listDuplicates } from '../../serve/duplicates/operations.ts'
import { acceptReferral, listReferrals, sendReferral } from '../../serve/referrals/operations.ts'
import { offerService } from '../../serve/services/operations.ts'
import { openCentre } from '../organisations/operations.ts'
import { grantRole } from '../users/operations.ts'
import { giveConsent } from '../../protect/consent/operations.ts'
import { defineRole } from './operations.ts'

let network: TestNetwork
beforeAll(async () => {
  network = await testNetwork()
})

const problem = (code: string) => expect.objectContaining({ code })
const grant = (verb: VerbName, scope: Scope): Grant => {
  const { class: depth, purpose } = getVerb(verb)
  return { verb, scope, class: depth, purpose }
}

/** A user of the garden who holds only a role made of these grants. */
async function holder(name: string, grants: Grant[]): Promise<Actor> {
  const { dora } = network.actors
  const { id: role } = await network.execute(
    defineRole,
    { id: network.newId(), name: `${name}’s role`, grants },
    dora,
  )
  const { user, organisation } = await network.join(name, 'garden', ['communications'])
  await network.execute(grantRole, { id: network.newId(), user, role }, dora)
  const { rows } = await network.database.pool.query('select email from auth."user" where id = $1', [user])
  return await actorByEmail(network.database.pool, rows[0].email, organisation)
}

describe('a user with a narrow row scope', () => {
  const lina = {
    givenNames: 'Lina',
    firstSurname: 'Peña',
    secondSurname: 'Rivas',
    born: { date: '1991-05-14' },
  } as const
  const SEEKS = (scope: Scope) => [
    grant('person.register', 'organisation'),
    grant('person.search', scope),
    grant('person.read', scope),
  ]

  test('finds only their people; for a similar person elsewhere learns where to ask, and nothing else', async () => {
    const { ana, dora, eve } = network.actors
    const known = network.newId()
    await network.execute(registerPerson, { id: known, searched: 'everywhere', ...lina, sex: 'female' }, ana)
    const oli = await holder('Oli', SEEKS('own'))
    for (const text of ['Lina', 'Peña', 'lina peña'])
      expect(await network.ask(searchPeople, { text }, oli)).toEqual({
        people: [],
        more: false,
        elsewhere: [],
      })
    const centre = { id: network.centre, name: 'Invernadero' }
    const post = async (name: string, input: unknown) => {
      const init = { method: 'POST', body: JSON.stringify(input) }
      return (await (await api(network.app, async () => oli).request(`/api/${name}`, init)).json()) as object
    }
    const asked = await post('person.search', { draft: lina })
    expect(asked).toEqual({ people: [], more: false, elsewhere: [{ centre }] })
    const again = { id: network.newId(), searched: 'everywhere' as const, ...lina }
    const refused = await post('person.register', again)
    expect(refused).toMatchObject({
      code: 'person.likely_duplicate',
      data: { candidates: [], elsewhere: [{ centre }] },
    })
    for (const body of [asked, refused]) expect(JSON.stringify(body)).not.toMatch(/Peña|Rivas|1991/u)
    expect(JSON.stringify(refused)).not.toContain(known)
    const { rows } = await network.database.pool.query(
      `select distinct via, fields from disclosure where person = $1 and actor = $2 order by via`,
      [known, oli.user],
    )
    expect(rows).toEqual([
      { via: 'person.register', fields: ['centre'] },
      { via: 'person.search', fields: ['centre'] },
    ])
    // Asked there, and not the same person: registered, and a user who sees both compares them.
    const { openDuplicates } = await network.execute(registerPerson, { ...again, askedElsewhere: true }, oli)
    expect(openDuplicates).toBe(1)
    const found = await network.ask(searchPeople, { text: 'lina' }, oli)
    expect(found.people.map(({ id }) => id)).toEqual([again.id])
    const pairs = await network.ask(listDuplicates, {}, dora)
    expect(JSON.stringify(pairs)).toContain(known)
    expect((await network.ask(listDuplicates, {}, oli)).pairs).toEqual([])
    // Another organisation gets nothing at all, with or without a narrow row scope.
    expect((await network.ask(searchPeople, { draft: lina }, eve)).elsewhere).toEqual([])
  })

  test('of a centre: receives the referrals to its services, and answers those alone', async () => {
    const { dora, beto } = network.actors
    const [here, there] = [network.newId(), network.newId()]
    const other = network.newId()
    await network.execute(openCentre, { id: other, name: 'Terraza' }, dora)
    const offer = (id: Id, centre: Id, name: string) =>
      network.execute(offerService, { id, kind: 'tool_loan', name, centre }, dora)
    await offer(here, network.centre, 'Palas del invernadero')
    await offer(there, other, 'Palas de la terraza')
    const refer = async (service: Id | undefined) => {
      const [person, referral, consent] = [network.newId(), network.newId(), network.newId()]
      await network.execute(
        registerPerson,
        { id: person, searched: 'everywhere', called: `Nil ${person.slice(-6)}` },
        beto,
      )
      const to = network.organisations.garden
      await network.execute(
        giveConsent,
        {
          id: consent,
          person,
          purpose: 'referral',
          recipient: to,
          fieldGroups: ['identity'],
          textVersion: 'v1',
          locale: 'es',
          how: 'signature',
        },
        beto,
      )
      const wish = { id: referral, person, to, reason: 'Pala', consent, ...(service && { service }) }
      await network.execute(sendReferral, wish, beto)
      return { person, id: referral }
    }
    const [mine, theirs, nobodys] = [await refer(here), await refer(there), await refer(undefined)]
    const cai = {
      ...(await holder('Cai', [
        grant('referral.read', 'centre'),
        grant('referral.receive', 'centre'),
        grant('person.read', 'centre'),
      ])),
      centre: network.centre,
    }
    const { referrals } = await network.ask(listReferrals, { side: 'receiver' }, cai)
    expect(referrals.map(({ id }) => id)).toEqual([mine.id])
    for (const one of [theirs, nobodys])
      await expect(network.execute(acceptReferral, one, cai)).rejects.toEqual(problem('referral.unknown'))
    await network.execute(acceptReferral, mine, cai)
    expect(await network.ask(getPerson, { id: mine.person }, cai)).toMatchObject({ id: mine.person })
    await expect(network.ask(getPerson, { id: theirs.person }, cai)).rejects.toEqual(
      problem('person.unknown'),
    )
    // A user who sees the whole organisation has all three.
    const all = await network.ask(listReferrals, { side: 'receiver' }, network.actors.sol)
    expect(all.referrals.map(({ id }) => id)).toEqual(
      expect.arrayContaining([mine.id, theirs.id, nobodys.id]),
    )
  })
})
