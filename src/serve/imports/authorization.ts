// Who may import registers, as the authorization test reads it; docs/authorization.md explains the letters
// and words.
import type { Jobs } from '../../../tests/authorization/job.ts'
import { beginImportCheck, startImport, type Mapping } from './operations.ts'
import type { Id } from '../../kernel/words.ts'
import { api } from '../../platform/http/http.ts'
import type { Addresses } from '../../../tests/authorization/address.ts'
import { type PlainNumbers, served, type Subjects } from '../../../tests/authorization/subject.ts'
import type { World } from '../../../tests/authorization/world.ts'
import { listFileAddress } from '../../../tests/leaks/list-file.ts'
import { get, post, some } from '../../../tests/leaks/attempts.ts'
import { importRoutes } from './server/routes.ts'

export const rows = `
Registers from elsewhere          F O C S P K N M V $ D A    own   shared  outsider
import.start                      . . . S . K . . . . . A    yes   404     404
import.keep_choices               . . . S . K . . . . . A    yes   404     404
import.note                       . . . S . K . . . . . A    -     -       -
import.cancel                     . . . S . K . . . . . A    yes   404     404
import.advance                    . . . . . . . . . . . .    -     -       -
import.begin_check                . . . S . K . . . . . A    yes   404     404
import.stop_check                 . . . S . K . . . . . A    yes   404     404
import.advance_check              . . . . . . . . . . . .    -     -       -
import.list                       . . . S . K . . . . . A    yes   none    none
import.get                        . . . S . K . . . . . A    yes   404     404
import.preview                    . . . S . K . . . . . A    yes   404     404
import.check                      . . . S . K . . . . . A    yes   404     404
import.get_check                  . . . S . K . . . . . A    yes   404     404
import.flaws                      . . . S . K . . . . . A    yes   404     404
import.words                      . . . S . K . . . . . A    yes   404     404
import.mappings                   . . . S . K . . . . . A    -     -       -
`

/** Uploads a register as a user of the garden. */
export async function register({ network, rosa, id }: World): Promise<Id> {
  const uploaded = id()
  const importApi = api(network.app, async () => rosa, [importRoutes(`${network.folder}/imports`)])
  const body = 'Nombre,Apellido\nÍngrid,Muñoz\n'
  const { status } = await importApi.request(`/api/imports?id=${uploaded}&name=lista`, {
    method: 'POST',
    body,
  })
  if (status !== 200) throw new Error(`The upload was answered with ${status}.`)
  return uploaded
}

const MAPPING: Mapping = {
  source: 'Lista',
  dates: 'dmy',
  columns: [{ column: 'Nombre', target: 'given_names' }],
}

/** A register of which a dry run was asked for. */
async function checked(world: World): Promise<Id> {
  const id = await register(world)
  await world.run(world.rosa, beginImportCheck, { id, mapping: MAPPING })
  return id
}

const BROUGHT = 'rows of a file that its own organisation brought, where nobody has a record yet'

const onRegister = (more: Record<string, unknown> = {}) =>
  served(async (world) => ({ input: { id: await register(world), ...more } }))

export const subjects: Subjects = {
  'import.start': onRegister({
    mapping: { source: 'Lista', dates: 'dmy', columns: [{ column: 'Nombre', target: 'given_names' }] },
  }),
  'import.keep_choices': onRegister({
    choices: { dates: 'dmy', columns: [{ column: 'Nombre', target: 'given_names' }] },
  }),
  'import.cancel': onRegister(),
  'import.begin_check': onRegister({ mapping: MAPPING }),
  'import.stop_check': served(async (world) => ({ input: { id: await checked(world) } })),
  'import.get_check': served(async (world) => ({ input: { id: await checked(world) } })),
  'import.flaws': served(async (world) => ({ input: { id: await checked(world) } })),
  'import.list': served(async (world) => ({ input: {}, shows: [await register(world)] })),
  'import.get': onRegister(),
  'import.preview': { ...onRegister(), ofNobody: BROUGHT },
  'import.check': {
    ...onRegister({
      mapping: { source: 'Lista', dates: 'dmy', columns: [{ column: 'Nombre', target: 'given_names' }] },
    }),
    ofNobody: BROUGHT,
  },
  'import.words': { ...onRegister({ columns: [{ column: 'Apellido', target: 'sex' }] }), ofNobody: BROUGHT },
}

export const addresses: Addresses = {
  'POST /api/import.list/file': listFileAddress('import.list', 'import.bring'),
  'POST /api/import.flaws/file': {
    verb: 'import.bring',
    works: async (world) => ({
      path: '/api/import.flaws/file',
      body: JSON.stringify({ format: 'csv', input: { id: await checked(world) } }),
    }),
    attack: async (fixture, watch, attacker) => {
      const taken = await checked(fixture)
      await watch.look()
      const body = JSON.stringify({ format: 'csv', input: { id: taken } })
      return [await post(fixture, attacker, '/api/import.flaws/file', body)]
    },
  },
  'POST /api/imports': {
    verb: 'import.bring',
    works: async ({ id }) => ({ path: `/api/imports?id=${id()}&name=l.csv`, body: 'Nombre\nOtra\n' }),
    attack: async (fixture, watch, attacker) => {
      const taken = await register(fixture)
      await watch.look()
      return [await post(fixture, attacker, `/api/imports?id=${taken}&name=mine.csv`, 'Nombre\nOtra\n')]
    },
  },
  'GET /api/imports/:id/errors.csv': {
    verb: 'import.bring',
    works: async (world) => ({ path: `/api/imports/${await register(world)}/errors.csv` }),
    attack: async (fixture, watch, attacker) => {
      const taken = await register(fixture)
      await watch.look()
      return await Promise.all(
        [taken, ...some(watch.ids())].map((id) => get(fixture, attacker, `/api/imports/${id}/errors.csv`)),
      )
    },
  },
}

const ROWS = 'rows of a file that the reader brought'

export const plainNumbers: PlainNumbers = {
  'import.list': {
    'imports.rows': ROWS,
    'imports.done': ROWS,
    'imports.imported': ROWS,
    'imports.known': ROWS,
    'imports.refused': ROWS,
    'imports.partly': ROWS,
  },
}

export const jobs: Jobs = {
  'import.run': async (world) => {
    const id = await register(world)
    const columns = [{ column: 'Nombre', target: 'given_names' as const }]
    await world.run(world.rosa, startImport, { id, mapping: { source: 'Lista', dates: 'dmy', columns } })
    return { id, pack: world.network.app.packs.active().id }
  },
  'import.check': async (world) => ({
    id: await checked(world),
    attempt: 1,
    pack: world.network.app.packs.active().id,
  }),
  'import.sweep': async (world) => {
    await register(world)
    world.network.clock.advance(3)
    return {}
  },
}
