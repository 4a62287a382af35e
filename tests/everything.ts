// A database in which everything has happened at least once: every row of the authorization table that has a
// record, by each of its actors, and every refusal at the firewall.
import { capabilities } from '../src/entry/capabilities.ts'
import { api } from '../src/platform/http/http.ts'
import { syncRoute } from '../src/platform/sync/sync.ts'
import { decideDemand } from '../src/protect/firewall/operations.ts'
import { demandRoutes } from '../src/protect/firewall/server/documents.ts'
import { beginImportCheck, startImport, type Mapping } from '../src/serve/imports/operations.ts'
import { importRoutes } from '../src/serve/imports/server/routes.ts'
import { getPerson } from '../src/serve/record/operations.ts'
import { handOver } from '../src/understand/reports/operations.ts'
import { registerOrganisation } from '../src/identity/organisations/operations.ts'
import { askMove, decideMove } from '../src/protect/organisation-moves/operations.ts'
import type { Actor } from '../src/kernel/actor.ts'
import type { Id } from '../src/kernel/words.ts'
import { subjects } from './authorization/declared.ts'
import { demand } from '../src/protect/firewall/authorization.ts'
import { person, world, type World } from './authorization/world.ts'
import { PNG } from './harness/files.ts'
import { EVERY_ROLE, type TestNetwork } from './harness/network.ts'
import { opened } from './harness/own-view.ts'
import { grantsOf } from '../src/kernel/roles.ts'

export type Everything = { fixture: World; enforcement: Id; consular: Id }

export async function everything(network: TestNetwork): Promise<Everything> {
  const fixture = await world(network)
  const operations = new Map(
    capabilities.flatMap(({ handlers }) =>
      handlers.map(({ operation }) => [operation.name, operation] as const),
    ),
  )
  for (const [name, subject] of Object.entries(subjects)) {
    const who = subject.who(fixture)
    for (const relation of ['outsider', 'shared', 'own'] as const) {
      const { input } = await subject.make(fixture)
      const client = network.http(who[relation])
      await (operations.get(name)?.is === 'command' ? client.post(name, input) : client.get(name, input))
    }
  }
  await elsewhere(network, fixture)
  await network.work()
  const register = async (kind: 'enforcement' | 'consular') => {
    const about = { name: `Fuera ${kind}`, timeZone: 'UTC', locale: 'es', secondFactor: 'required' } as const
    return (
      await network.execute(
        registerOrganisation,
        { id: network.newId(), class: kind, ...about },
        network.actors.dora,
      )
    ).id
  }
  const there = { enforcement: await register('enforcement'), consular: await register('consular') }
  await refuse(network, fixture, there)
  await network.execute(
    handOver,
    { recipient: there.consular, from: '2026-02-01', until: '2026-02-28' },
    network.actors.dora,
  )
  // And one that moved behind it after serving people.
  const move = network.newId()
  const about = { class: 'enforcement', because: 'Hace control migratorio.' } as const
  const { fence } = network.organisations
  await network.execute(askMove, { id: move, organisation: fence, ...about }, network.actors.dora)
  await network.execute(decideMove, { id: move, allow: true }, fixture.rosa)
  await network.work()
  return { fixture, ...there }
}

/**
 * Requests to addresses of their own: a device, a code, a register with a bad row, a demand that was complied
 * with.
 */
async function elsewhere(network: TestNetwork, fixture: World): Promise<void> {
  const { rosa, id } = fixture
  const hono = api(network.app, async () => rosa, [
    syncRoute,
    demandRoutes,
    importRoutes(`${network.folder}/imports`),
  ])
  const send = async (path: string, body: BodyInit) => {
    const { status } = await hono.request(path, { method: 'POST', body })
    if (status !== 200) throw new Error(`${path} was answered with ${status}.`)
  }
  const whose = await person(fixture)
  const lists = [{ name: 'services', cursor: null }]
  const pull = { device: id(), commands: [], pull: { cursor: null }, lists }
  await send('/api/sync', JSON.stringify(pull))
  await opened(network, whose.person, rosa)
  const [demanded, register] = [await demand(fixture), id()]
  await fixture.run(rosa, decideDemand, {
    id: id(),
    demand: demanded,
    decision: 'partly',
    because: 'La orden la firma una jueza.',
    signedBy: 'Rosa',
    decidedOn: '2026-03-02',
    disclosed: [{ person: whose.person, fieldGroups: ['identity'] }],
  })
  await send(`/api/demands/documents?id=${id()}&demand=${demanded}&name=oficio.png`, PNG)
  await send(`/api/imports?id=${register}&name=lista`, 'Nombre,Nació\nÍngrid,31/02/1990\n#N/A,\n')
  const mapping: Mapping = {
    source: 'Lista',
    dates: 'dmy',
    columns: [
      { column: 'Nombre', target: 'given_names' },
      { column: 'Nació', target: 'birth_date' },
    ],
  }
  await fixture.run(rosa, startImport, { id: register, mapping })
  const other = id()
  await send(`/api/imports?id=${other}&name=otra`, 'Nombre,Nació\nÚrsula,31/02/1991\n')
  await fixture.run(rosa, beginImportCheck, { id: other, mapping })
}

/** Each class requests a closed operation, and is named as a recipient. */
async function refuse(network: TestNetwork, fixture: World, there: Record<string, Id>): Promise<void> {
  for (const [kind, organisation] of Object.entries(there)) {
    const actor = {
      ...network.actors.eve,
      user: network.newId(),
      organisation,
      organisationClass: kind as Actor['organisationClass'],
      grants: grantsOf(EVERY_ROLE),
    }
    const refused = (attempt: Promise<unknown>) =>
      attempt.then(
        () => Promise.reject(new Error(`${kind} was let in.`)),
        () => undefined,
      )
    await refused(network.ask(getPerson, { id: fixture.made[0] as Id }, actor))
    const send = { person: network.newId(), id: network.newId(), to: organisation, reason: 'Papeles' }
    const { status } = await network.http(network.actors.ana).post('referral.send', send)
    if (status !== 403) throw new Error(`A referral to ${kind} was answered with ${status}.`)
  }
}
