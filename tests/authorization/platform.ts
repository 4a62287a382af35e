// The rows and addresses that belong to no capability: packs, the erasure of a record, files and devices.
import type { Jobs } from './job.ts'
import { late } from '../../src/identity/devices/authorization.ts'
import { PNG } from '../harness/files.ts'
import { ATTACKS } from '../leaks/platform-addresses.ts'
import type { Addresses, Verb } from './address.ts'
import { newcomer, type World } from './world.ts'

export const rows = `
The platform                      F O C S P K N M V $ D A    own   shared  outsider
attachment.share                  . . . . . . . . . . . .    -     -       -
attachment.unshare                . . . . . . . . . . . .    -     -       -
record.erase                      . . . . . . . . . . . .    -     -       -
pack.get                          F O C S P K N M V $ D A    -     -       -
`

const upload = async (world: World, id = world.id()) => ({
  path: `/api/attachments?id=${id}&person=${await newcomer(world)}&name=a.png`,
  body: PNG,
})

const VERBS: Readonly<Record<string, Verb>> = {
  'GET /api/attachments/:id': {
    verb: 'attachment.open',
    works: async (world) => {
      const file = world.id()
      const { path, body } = await upload(world, file)
      await world.send(world.rosa, path, { method: 'POST', body })
      return { path: `/api/attachments/${file}` }
    },
  },
  'POST /api/attachments': { verb: 'attachment.bring', works: (world) => upload(world) },
  'POST /api/late/:id': {
    verb: 'late.decide',
    works: async (world) => ({
      path: `/api/late/${(await late(world)).id}`,
      body: JSON.stringify({ id: world.id() }),
    }),
  },
}

export const addresses: Addresses = Object.fromEntries(
  Object.entries(ATTACKS).map(([address, attack]) => [address, { ...VERBS[address], attack }]),
)

export const jobs: Jobs = {
  'attachment.sweep': async () => ({}),
  'attachment.remove': async () => ({ files: ['0a'.repeat(32)] }),
}
