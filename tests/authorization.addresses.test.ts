// The addresses that are neither a command nor a query ask the same function as both: each is tried by every role, and what
// it answers is what the one table of verbs says.
import { beforeAll, expect, test } from 'vitest'
import { may, type Actor } from '../src/kernel/actor.ts'
import { attachmentRoutes } from '../src/platform/attachments.ts'
import { api } from '../src/platform/http.ts'
import { lateRoutes } from '../src/identity/devices/server/late.ts'
import { syncRoute } from '../src/platform/sync.ts'
import { disclosureRoutes } from '../src/protect/disclosure/server/look.ts'
import { demandRoutes } from '../src/protect/firewall/server/documents.ts'
import { importRoutes } from '../src/serve/imports/server/capability.ts'
import { ROLES } from './authorization.table.ts'
import { referred, register, world } from './authorization.world.ts'
import { late } from './authorization.devices.ts'
import { PNG } from './harness/files.ts'
import { testNetwork, type TestNetwork } from './harness/network.ts'

let network: TestNetwork
let door: ReturnType<typeof api>
let subjects: { person: string; file: string; register: string; late: string }
let one: Actor

const send = async (path: string, body?: BodyInit, more: object = {}) =>
  await door.request(path, body === undefined ? more : { method: 'POST', body, ...more })

beforeAll(async () => {
  network = await testNetwork()
  const stage = await world(network)
  door = api(network.app, async () => one, [
    syncRoute,
    lateRoutes,
    disclosureRoutes,
    demandRoutes,
    attachmentRoutes(`${network.folder}/attachments`),
    importRoutes(`${network.folder}/imports`),
  ])
  const { person } = await referred(stage)
  one = stage.rosa
  const file = network.newId()
  expect((await send(`/api/attachments?id=${file}&person=${person}&name=a.png`, PNG)).status).toBe(200)
  subjects = { person, file, register: await register(stage), late: (await late(stage)).id }
})

/** Each address with the verb it stands for, and a request that works for whoever holds it. */
const ADDRESSES: readonly (readonly [string, string, () => Promise<Response>])[] = [
  ['GET /api/attachments/:id', 'attachment.open', () => send(`/api/attachments/${subjects.file}`)],
  [
    'POST /api/attachments',
    'attachment.bring',
    () => send(`/api/attachments?id=${network.newId()}&person=${subjects.person}&name=b.png`, PNG),
  ],
  ['GET /api/disclosures.csv', 'disclosure.oversee', () => send('/api/disclosures.csv')],
  [
    'POST /api/imports',
    'import.bring',
    () => send(`/api/imports?id=${network.newId()}&name=l.csv`, 'Nombre\nOtra\n'),
  ],
  [
    'GET /api/imports/:id/errors.csv',
    'import.bring',
    () => send(`/api/imports/${subjects.register}/errors.csv`),
  ],
  [
    'POST /api/demands/documents',
    'demand.decide',
    () => send(`/api/demands/documents?id=${network.newId()}&demand=${network.newId()}&name=c.png`, PNG),
  ],
  ['GET /api/demands/documents/:id', 'demand.read', () => send(`/api/demands/documents/${network.newId()}`)],
  [
    'POST /api/late/:id',
    'late.decide',
    () => send(`/api/late/${network.newId()}`, JSON.stringify({ id: network.newId() })),
  ],
]

test.each(ADDRESSES)('%s is for whoever holds %s, and nobody else', async (_address, verb, ask) => {
  for (const [, role] of ROLES) {
    one = await network.join(`Uno ${role}`, 'garden', [role])
    const { status } = await ask()
    if (may(one, verb) === true) expect([role, status]).not.toEqual([role, 403])
    else expect([role, status]).toEqual([role, 403])
    expect(status).toBeLessThan(500)
  }
})

test('a device is given the parts of a record that its user may read one by one, and no others', async () => {
  const READ = {
    person: 'person.read',
    consent: 'consent.read',
    cases: 'case.read',
    forms: 'characterization.read',
    referrals: 'referral.read',
  } as const
  for (const [, role] of ROLES) {
    one = await network.join(`Dos ${role}`, 'garden', [role])
    const request = {
      device: network.newId(),
      commands: [],
      persons: [subjects.person],
      pull: { cursor: null },
    }
    const response = await send('/api/sync', JSON.stringify(request))
    const { changes } = (await response.json()) as {
      changes: { documents: { person: string; parts: Record<string, unknown> }[] }
    }
    const given = new Set(changes.documents.flatMap(({ parts }) => Object.keys(parts)))
    for (const [part, verb] of Object.entries(READ))
      if (may(one, verb) !== true) expect([role, part, given.has(part)]).toEqual([role, part, false])
    if (may(one, 'person.read') === true) expect([role, given.has('person')]).toEqual([role, true])
    else expect([role, [...given]]).toEqual([role, []])
  }
})
