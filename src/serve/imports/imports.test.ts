// Imports registers as files of every kind, through the real HTTP routes, job queue and database.
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Hono } from 'hono'
import { writeXlsx } from 'hucre/xlsx'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Problem } from '../../kernel/problem.ts'
import { toDocument } from '../../kernel/problem.ts'
import { READERS, readSheet } from '../../platform/files/sheet.ts'
import { readTable } from '../../platform/files/table-file.ts'
import { measureTable } from '../../platform/files/table-file.ts'
import { searchPeople } from '../record/operations.ts'
import {
  cancelImport,
  getImport,
  listImports,
  listImportWords,
  listMappings,
  noteImport,
  previewImport,
  startImport,
  type Mapping,
} from './operations.ts'
import { importRoutes } from './server/routes.ts'

let network: TestNetwork
let folder: string

beforeAll(async () => {
  network = await testNetwork()
  folder = `${network.folder}/imports`
})

/** The HTTP routes of imports, called as one actor. */
function importApi(actor: Actor) {
  const hono = new Hono()
  hono.onError((error, context) =>
    error instanceof Problem
      ? context.json(toDocument(error), error.status)
      : context.json({ code: 'bug' }, 500),
  )
  importRoutes(folder)(hono, { app: network.app, identify: async () => actor })
  return hono
}

async function upload(content: string | Uint8Array, actor = network.actors.sol): Promise<string> {
  const id = network.newId()
  const body = typeof content === 'string' ? content : new Uint8Array(content)
  const response = await importApi(actor).request(`/api/imports?id=${id}&name=lista`, {
    method: 'POST',
    body,
  })
  if (response.status !== 200) throw new Error(((await response.json()) as { code: string }).code)
  return id
}

const mapping: Mapping = {
  source: 'Cuaderno del barrio',
  dates: 'dmy',
  columns: [
    { column: 'No', target: 'reference' },
    { column: 'Nombre', target: 'given_names' },
    { column: 'Apellido', target: 'first_surname' },
    { column: 'Nació', target: 'birth_date' },
  ],
}

const LIST =
  'No,Nombre,Apellido,Nació\n1,Íngrid,Muñoz,02/03/1980\n2,"Luz, Marina",Peña,31/02/1990\n3,=1+1,Ruiz,\n'

async function written(content: string): Promise<string> {
  const path = join(folder, network.newId())
  await writeFile(path, content)
  return path
}

async function bring(content: string | Uint8Array, source = mapping.source) {
  const { sol } = network.actors
  const id = await upload(content)
  await network.execute(startImport, { id, mapping: { ...mapping, source } }, sol)
  await network.work()
  return network.ask(getImport, { id }, sol)
}

test('rows are imported, what is left out is reported with row and reason, and a second run imports nobody twice', async () => {
  const first = await bring(LIST)
  expect(first).toMatchObject({ state: 'done', rows: 3, imported: 3, known: 0, refused: 0, partly: 1 })
  const errors = await importApi(network.actors.sol).request(`/api/imports/${first.id}/errors.csv`)
  expect(await errors.text()).toMatch(/\r\n3,Nació,No es una fecha que exista,"?Sí, sin este dato"?\r\n/u)
  const { people } = await network.ask(searchPeople, { text: 'ingrid munoz' }, network.actors.ana)
  expect(people).toHaveLength(1)

  expect(await bring(LIST)).toMatchObject({ imported: 0, known: 3, refused: 0 })
  // Whoever was taken in is corrected in their record, not by another file.
  const corrected = LIST.replace('31/02/1990', '28/02/1990')
  expect(await bring(corrected)).toMatchObject({ imported: 0, known: 2, refused: 1 })
})

test('the same list in Latin-1, with semicolons and as a spreadsheet is the same list', async () => {
  const semicolons = LIST.replaceAll(',', ';').replace('Luz; Marina', 'Luz, Marina')
  const latin = Buffer.from(semicolons, 'latin1')
  expect(await bring(latin)).toMatchObject({ imported: 0, known: 3, refused: 0 })
  const sheet = await writeXlsx({
    sheets: [
      {
        name: 'Lista',
        rows: [
          ['No', 'Nombre', 'Apellido', 'Nació'],
          [1, 'Íngrid', 'Muñoz', new Date('1980-03-02T00:00:00Z')],
          [2, 'Luz', 'Peña', '31/02/1990'],
          [3, '=1+1', 'Ruiz', null],
        ],
      },
    ],
  })
  expect(await bring(sheet, 'sheet')).toMatchObject({ rows: 3, imported: 3, partly: 1, refused: 0 })
})

test('the same content under another name is refused, whatever the file is called and however it was saved', async () => {
  const { sol } = network.actors
  const list = 'No,Nombre,Apellido,Nació\n7,Marta,Ortiz,02/03/1980\n'
  expect(await bring(list, 'Casa comunal')).toMatchObject({ imported: 1 })
  const again = Buffer.from(list.replaceAll(',', ';').replaceAll('\n', '\r\n'), 'latin1')
  const id = await upload(again)
  expect((await network.ask(previewImport, { id }, sol)).before).toBe('Casa comunal')
  const other = { ...mapping, source: 'Otra casa' }
  await expect(network.execute(startImport, { id, mapping: other }, sol)).rejects.toMatchObject({
    code: 'import.same_content',
    data: { source: 'Casa comunal' },
  })
  const content = (await measureTable(await written(list))).content
  await expect(network.execute(noteImport, { mapping: other, content }, sol)).rejects.toThrow(
    'import.same_content',
  )
  await network.execute(startImport, { id, mapping: { ...mapping, source: 'Casa comunal' } }, sol)
  await network.work()
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ imported: 0, known: 1 })
})

test('words of coded columns that the pack does not know are asked about, and what was answered is remembered', async () => {
  const { sol } = network.actors
  const list = 'Nombre,Sexo,Origen\nÁlex,F,Floria\nLía,F,Verdaniana\nIan,M,S/D\n'
  const id = await upload(list)
  const columns: Mapping['columns'] = [
    { column: 'Sexo', target: 'sex' },
    { column: 'Origen', target: 'nationality' },
  ]
  const asked = await network.ask(listImportWords, { id, columns: [...columns] }, sol)
  expect(asked.columns).toEqual([
    {
      column: 'Sexo',
      target: 'sex',
      known: 0,
      more: 0,
      words: [
        { word: 'F', rows: 2, guess: 'female' },
        { word: 'M', rows: 1, guess: 'male' },
      ],
    },
    {
      column: 'Origen',
      target: 'nationality',
      known: 1,
      more: 0,
      words: [
        { word: 'S/D', rows: 1, guess: null },
        { word: 'Verdaniana', rows: 1, guess: 'xb' },
      ],
    },
  ])
  const answered: Mapping = {
    source: 'Con palabras',
    dates: 'dmy',
    columns: [
      { column: 'Nombre', target: 'called' },
      { column: 'Sexo', target: 'sex', values: { F: 'female', M: 'male' } },
      { column: 'Origen', target: 'nationality', values: { Verdaniana: 'xb', 'S/D': null } },
    ],
  }
  await network.execute(startImport, { id, mapping: answered }, sol)
  await network.work()
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ imported: 3, refused: 0 })
  const { mappings } = await network.ask(listMappings, {}, sol)
  expect(mappings.find(({ source }) => source === answered.source)).toEqual(answered)
})

test.each([
  ['the account was closed', 'update app_user set active = false where id = $1'],
  ['the role was taken back', 'update role_assignment set revoked_at = now() where app_user = $1'],
])('once %s, of the user who started it, no further row is imported', async (why, losing) => {
  const tea = await network.join('Tea', 'garden', ['supervisor'])
  const id = await upload(`No,Nombre,Apellido,Nació\n77,Nadia,${why},\n`, tea)
  await network.execute(startImport, { id, mapping: { ...mapping, source: `Lista ${id}` } }, tea)
  await network.database.pool.query(losing, [tea.user])
  await network.work()
  expect(await network.ask(getImport, { id }, network.actors.sol)).toMatchObject({
    state: 'failed',
    imported: 0,
  })
  const { people } = await network.ask(searchPeople, { text: 'Nadia' }, network.actors.ana)
  expect(people).toEqual([])
})

test('a formula in a heading is text in the file of refused rows', async () => {
  const heading = '=HYPERLINK("http://x")'
  const { sol } = network.actors
  const id = await upload(`"${heading.replaceAll('"', '""')}",Nombre\n31/02/1990,Eva\n`)
  await network.execute(
    startImport,
    {
      id,
      mapping: {
        source: 'Fórmulas',
        dates: 'dmy',
        columns: [
          { column: heading, target: 'birth_date' },
          { column: 'Nombre', target: 'given_names' },
        ],
      },
    },
    sol,
  )
  await network.work()
  const errors = await importApi(sol).request(`/api/imports/${id}/errors.csv`)
  expect(await errors.text()).toContain(`2,"'=HYPERLINK(""http://x"")",`)
})

test('the preview shows what would be refused, and remembers how this source is read', async () => {
  network.clock.advance(1)
  await bring(LIST)
  const id = await upload(LIST)
  const preview = await network.ask(previewImport, { id, mapping }, network.actors.sol)
  expect(preview.columns).toEqual(['No', 'Nombre', 'Apellido', 'Nació'])
  expect(preview.rows.map(({ leftOut }) => leftOut[0]?.reason ?? null)).toEqual([null, 'not_a_date', null])
  expect(preview.remembered[0]).toEqual(mapping)
})

test('a file that is no table is refused, and so is a user who may not import', async () => {
  await expect(upload('')).rejects.toThrow('table.unreadable')
  await expect(upload(LIST, network.actors.ana)).rejects.toThrow('actor.not_allowed')
  const id = await upload(LIST)
  await expect(network.ask(getImport, { id }, network.actors.eve)).rejects.toThrow('import.unknown')
  expect((await network.ask(listImports, {}, network.actors.eve)).imports).toEqual([])
})

test('a large list is read without being held in memory', async () => {
  const path = join(folder, 'large.csv')
  const line = `${'x'.repeat(2000)},${'y'.repeat(2000)}\n`
  await writeFile(path, `a,b\n${line.repeat(20_000)}`)
  // The file is 80 MB; a thread limited to 48 MB would fail if it read the whole file into memory.
  const reading = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads')
     import(workerData.reader).then(async ({ readTable }) => {
       let rows = 0
       for await (const _ of readTable(workerData.path)) rows++
       parentPort.postMessage(rows)
     })`,
    {
      eval: true,
      workerData: { reader: new URL('../../platform/files/table-file.ts', import.meta.url).href, path },
      resourceLimits: { maxOldGenerationSizeMb: 48 },
    },
  )
  const [rows] = (await once(reading, 'message')) as [number]
  expect(rows).toBe(20_001)
})

test('an import goes on after the server was too busy to read its file', async () => {
  const { sol } = network.actors
  const source = 'Lista de la feria'
  const sheet = await writeXlsx({
    sheets: [
      {
        name: 'Lista',
        rows: [
          ['No', 'Nombre', 'Apellido', 'Nació'],
          [9, 'Rosa', 'Lima', '02/03/1980'],
        ],
      },
    ],
  })
  const id = await upload(sheet)
  const path = join(folder, id)
  await network.execute(startImport, { id, mapping: { ...mapping, source } }, sol)
  const reading = Array.from({ length: READERS }, () => readSheet(path))
  await Promise.all(reading.map((rows) => rows.next()))
  const importing = { id, pack: network.app.packs.active().id }
  await expect(network.runJob('import.run', importing)).rejects.toMatchObject({ code: 'server.busy' })
  expect(
    (
      await importApi(sol).request(`/api/imports?id=${network.newId()}&name=lista`, {
        method: 'POST',
        body: new Uint8Array(sheet),
      })
    ).status,
  ).toBe(503)
  await Promise.all(reading.map((rows) => rows.return(undefined)))
  await network.runJob('import.run', importing)
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ state: 'done', imported: 1 })
  await network.work()
})

test('one account reads two tables at once, whatever their format, so that others can import meanwhile', async () => {
  const { sol, ana } = network.actors
  for (const [format, content] of [
    ['csv', new TextEncoder().encode(LIST)],
    ['xlsx', new Uint8Array(await writeXlsx({ sheets: [{ name: 'Lista', rows: [['No'], [1], [2]] }] }))],
  ] as const) {
    const id = await upload(content)
    const path = join(folder, id)
    const slow = Array.from({ length: 2 }, () => readTable(path, sol.user))
    await Promise.all(slow.map((rows) => rows.next()))
    const preview = network.ask(previewImport, { id }, sol)
    await expect(preview, format).rejects.toMatchObject({ code: 'server.busy' })
    await expect(upload(content), format).rejects.toThrow('server.busy')
    const other = readTable(path, ana.user)
    expect((await other.next()).value, format).toMatchObject({ row: 1 })
    await other.return(undefined)
    await Promise.all(slow.map((rows) => rows.return(undefined)))
    expect(await network.ask(previewImport, { id }, sol), format).toMatchObject({
      columns: expect.any(Array),
    })
  }
})

test('a register cancelled before its start does not stay on the disk', async () => {
  const id = await upload(LIST)
  expect(await readdir(folder)).toContain(id)
  await network.execute(cancelImport, { id }, network.actors.sol)
  await network.work()
  expect(await readdir(folder)).not.toContain(id)
})

test('a register not started within a day is deleted from the disk', async () => {
  const { sol } = network.actors
  const id = await upload('Nombre\nOlga\n')
  await network.runJob('import.sweep')
  expect(await readdir(folder)).toContain(id)
  network.clock.advance(2)
  await network.runJob('import.sweep')
  await network.runJob('import.sweep')
  expect(await readdir(folder)).not.toContain(id)
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ state: 'cancelled' })
})

test('whatever path the database holds, only the uploaded file is read and deleted', async () => {
  const { sol } = network.actors
  const { pool } = network.database
  const secret = join(network.folder, 'seal-key')
  await writeFile(secret, 'what only the machine knows')
  const id = await upload(LIST)
  await pool.query('update import_run set path = $2 where id = $1', [id, secret])
  expect((await network.ask(previewImport, { id }, sol)).columns).toEqual([
    'No',
    'Nombre',
    'Apellido',
    'Nació',
  ])
  network.clock.advance(2)
  await network.runJob('import.sweep')
  await network.runJob('import.run', { id, pack: network.app.packs.active().id })
  expect(await readdir(network.folder)).toContain('seal-key')
  expect(await readdir(folder)).not.toContain(id)
})
