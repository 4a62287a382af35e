// The dry run of a whole register by a job: what it lists, how it is narrowed and downloaded, and that a request never
// reads a long register as a whole.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { api } from '../../platform/http/http.ts'
import { measureTable } from '../../platform/files/table-file.ts'
import {
  beginImportCheck,
  cancelImport,
  checkImport,
  getImport,
  getImportCheck,
  keepImportChoices,
  listImportFlaws,
  listImportWords,
  previewImport,
  startImport,
  stopImportCheck,
  type Mapping,
} from './operations.ts'
import { listWork } from '../worklist/operations.ts'
import { importLong, importOver } from './problems.ts'
import { flawsFile } from './server/flaws-file.ts'
import { importRoutes } from './server/routes.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

const mapping: Mapping = {
  source: 'Vecinos',
  dates: 'dmy',
  columns: [
    { column: 'Nombre', target: 'given_names' },
    { column: 'Nació', target: 'birth_date' },
    { column: 'Sexo', target: 'sex' },
  ],
}

const routes = () =>
  api(network.app, async () => network.actors.sol, [importRoutes(join(network.folder, 'imports')), flawsFile])

async function upload(body: string): Promise<string> {
  const id = network.newId()
  const { status } = await routes().request(`/api/imports?id=${id}&name=lista`, { method: 'POST', body })
  expect(status).toBe(200)
  return id
}

const LIST = `Nombre;Nació;Sexo
Ada;04/07/1991;female
Eva;31/02/1990;female
Ian;12/05/1980;marciano
Noé;40/40/1980;
`

const checkOf = async (id: string) => (await network.ask(getImportCheck, { id }, network.actors.sol)).check

test('all rows are read by a job, which says what an import then does', async () => {
  const { sol } = network.actors
  const id = await upload(LIST)
  expect(await checkOf(id)).toBeNull()
  await network.execute(beginImportCheck, { id, mapping }, sol)
  expect(await checkOf(id)).toMatchObject({ state: 'waiting', rows: 4, done: 0 })
  await network.work()
  const found = await checkOf(id)
  expect(found).toMatchObject({ state: 'done', done: 4, imported: 3, refused: 1, partly: 2, mapping })
  const { rows } = await network.database.pool.query('select 1 from person')
  expect(rows).toEqual([])
  const listed = await network.ask(listImportFlaws, { id, count: true }, sol)
  expect(listed).toMatchObject({
    total: 3,
    flaws: [
      { row: 3, column: 'Nació', reason: 'not_a_date', refused: false },
      { row: 4, column: 'Sexo', reason: 'code_unknown', refused: true },
      { row: 5, column: 'Nació', reason: 'not_a_date', refused: false },
    ],
    kinds: [
      { column: 'Nació', reason: 'not_a_date', refused: false, flaws: 2 },
      { column: 'Sexo', reason: 'code_unknown', refused: true, flaws: 1 },
    ],
  })
  await network.execute(startImport, { id, mapping }, sol)
  await network.work()
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ imported: 3, refused: 1, partly: 2 })
  const after = await network.ask(listImportFlaws, { id, count: true }, sol)
  expect(after).toEqual(listed)
  await expect(network.execute(beginImportCheck, { id, mapping }, sol)).rejects.toSatisfy(importOver.is)
})

test('Today says what is next of a register: its columns, then its dry run, and nothing once it began', async () => {
  const { sol } = network.actors
  const id = await upload(LIST)
  const next = async () => {
    const { lines } = await network.ask(listWork, {}, sol)
    return lines.filter((line) => line.id === id).map(({ kind }) => kind)
  }
  expect(await next()).toEqual(['import.begin'])
  await network.execute(beginImportCheck, { id, mapping }, sol)
  expect(await next()).toEqual(['import.review'])
  await network.work()
  expect(await next()).toEqual(['import.review'])
  await network.execute(keepImportChoices, { id, choices: mapping }, sol)
  expect(await next()).toEqual(['import.begin'])
  await network.execute(beginImportCheck, { id, mapping }, sol)
  await network.execute(startImport, { id, mapping }, sol)
  expect(await next()).toEqual([])
})

test.each([
  ['half a character', '\ud800'],
  ['a character that no text of the database holds', 'a\0b'],
])('a word of a column with %s is refused wherever a mapping is taken', async (_, word) => {
  const { sol } = network.actors
  const id = await upload(LIST)
  const choices: Mapping = {
    ...mapping,
    columns: [{ column: 'Sexo', target: 'sex', values: { [word]: null } }],
  }
  for (const refused of [
    () => network.execute(keepImportChoices, { id, choices }, sol),
    () => network.execute(beginImportCheck, { id, mapping: choices }, sol),
    () => network.execute(startImport, { id, mapping: choices }, sol),
  ])
    await expect(refused()).rejects.toMatchObject({ code: 'input.invalid', status: 422 })
})

test('what is found is narrowed, read page by page, and downloaded as it is narrowed', async () => {
  const { sol } = network.actors
  const id = await upload(LIST)
  await network.execute(beginImportCheck, { id, mapping }, sol)
  await network.work()
  const rowsOf = async (by: object) =>
    (await network.ask(listImportFlaws, { id, ...by }, sol)).flaws.map(({ row }) => row)
  expect(await rowsOf({ refused: true })).toEqual([4])
  expect(await rowsOf({ reason: 'not_a_date' })).toEqual([3, 5])
  expect(await rowsOf({ column: 'Sexo' })).toEqual([4])
  expect(await rowsOf({ words: '5 nacio' })).toEqual([5])
  expect(await rowsOf({ down: true, sort: 'row' })).toEqual([5, 4, 3])
  const first = await network.ask(listImportFlaws, { id, limit: 2 }, sol)
  expect(first.flaws.map(({ row }) => row)).toEqual([3, 4])
  expect(await rowsOf({ after: first.next })).toEqual([5])
  const file = await routes().request('/api/import.flaws/file', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'csv', input: { id, reason: 'code_unknown' } }),
  })
  expect(await file.text()).toContain(
    '4,Sexo,Esta palabra no está en las listas de la red,"Diga qué quiere decir la palabra, al elegir las columnas",No',
  )
})

test('another dry run takes the place of the one before, and one that is stopped stays stopped', async () => {
  const { sol } = network.actors
  const id = await upload(LIST)
  await network.execute(beginImportCheck, { id, mapping }, sol)
  await network.work()
  const columns = mapping.columns.filter(({ target }) => target !== 'birth_date')
  const other = { ...mapping, source: 'Otros vecinos', columns }
  expect(await network.execute(beginImportCheck, { id, mapping: other }, sol)).toMatchObject({ attempt: 2 })
  await network.work()
  expect(await checkOf(id)).toMatchObject({ state: 'done', imported: 3, refused: 1, partly: 0 })
  await network.execute(beginImportCheck, { id, mapping }, sol)
  await network.execute(stopImportCheck, { id }, sol)
  await network.work()
  expect(await checkOf(id)).toMatchObject({ state: 'cancelled', done: 0 })
})

test('an import that begins while its dry run waits comes to its end', async () => {
  const { sol } = network.actors
  const id = await upload('Nombre;Nació;Sexo\nQuerubina;04/07/1991;female\n')
  const early = { ...mapping, source: 'Sin esperar' }
  await network.execute(beginImportCheck, { id, mapping: early }, sol)
  await network.execute(startImport, { id, mapping: early }, sol)
  await network.work()
  expect(await network.ask(getImport, { id }, sol)).toMatchObject({ state: 'done', imported: 1 })
})

test('a long register is not read within a request: a dry run by a job answers for it', async () => {
  const { sol } = network.actors
  const names = Array.from({ length: 5001 }, (_, index) => `Persona ${index};04/07/1991;female`)
  const id = await upload(['Nombre;Nació;Sexo', ...names, 'Otra;31/02/1990;'].join('\n'))
  await expect(network.ask(checkImport, { id, mapping }, sol)).rejects.toSatisfy(importLong.is)
  await network.execute(beginImportCheck, { id, mapping }, sol)
  await network.work()
  expect(await network.ask(checkImport, { id, mapping }, sol)).toMatchObject({
    rows: 5002,
    imported: 5002,
    partly: 1,
    errors: [],
    leftOut: [{ row: 5003, column: 'Nació', reason: 'not_a_date' }],
  })
  const other = { ...mapping, dates: 'mdy' as const }
  await expect(network.ask(checkImport, { id, mapping: other }, sol)).rejects.toSatisfy(importLong.is)
})

test('the words of a column are those of its first rows, which is said', async () => {
  const rows = Array.from({ length: 20_001 }, (_, index) => `Persona ${index};raro ${index % 3}`)
  const id = await upload(['Nombre;Sexo', ...rows].join('\n'))
  const columns = [{ column: 'Sexo', target: 'sex' as const }]
  expect(await network.ask(listImportWords, { id, columns }, network.actors.sol)).toMatchObject({
    only: 20_000,
    columns: [{ words: [{ word: 'raro 0' }, { word: 'raro 1' }, { word: 'raro 2' }] }],
  })
})

test('a register with the headings of an earlier one is read as that was, also with its layout', async () => {
  const { sol } = network.actors
  const layout = { heading: 2 }
  const columns: Mapping['columns'] = [
    { column: 'Nombre', target: 'given_names' },
    { column: 'Apellido', target: 'surnames' },
  ]
  const list = (name: string) => `Lista;de;vecinos\nNombre;Apellido;Nota\n${name};Paz;sí\n`
  const first = await upload(list('Úrsula'))
  await network.execute(
    startImport,
    { id: first, mapping: { source: 'Con título', dates: 'dmy', layout, columns } },
    sol,
  )
  await network.work()
  const id = await upload(list('Inés'))
  const shown = await network.ask(previewImport, { id, recall: true }, sol)
  expect(shown).toMatchObject({ recalled: 'Con título', reading: { heading: 2 } })
  expect(shown.columns).toEqual(['Nombre', 'Apellido', 'Nota'])
  // Without being asked to, it decides by looking at the file.
  expect(await network.ask(previewImport, { id }, sol)).toMatchObject({
    recalled: null,
    reading: { heading: 1 },
  })
  const other = await upload('Nombre;Barrio\nInés;Sur\n')
  expect(await network.ask(previewImport, { id: other, recall: true }, sol)).toMatchObject({ recalled: null })
})

test('everything else goes on while a long file is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'arraigo-long-'))
  const path = join(folder, 'long.csv')
  const line = 'Persona de nombre largo;04/07/1991;female;300 555 6701;una nota\n'
  await writeFile(path, 'Nombre;Nació;Sexo;Celular;Nota\n' + line.repeat(60_000))
  let turns = 0
  let reading = true
  const turn = () => {
    turns++
    if (reading) setImmediate(turn)
  }
  setImmediate(turn)
  const { rows } = await measureTable(path)
  reading = false
  expect(rows).toBe(60_000)
  // At least one turn of the event loop for each 64 KB that is read: a request waits for no more than that.
  expect(turns).toBeGreaterThan((line.length * 60_000) / 65_536)
  await rm(folder, { recursive: true })
})

test('choices are kept with a register until they are read with, and go with its file', async () => {
  const { execute, ask, work } = network
  const { sol } = network.actors
  const id = await upload(LIST)
  const kept = async () => (await ask(getImportCheck, { id }, sol)).choices
  expect(await kept()).toBeNull()
  const choices = {
    dates: 'mdy' as const,
    columns: [
      { column: 'Nombre', target: 'given_names' as const },
      { column: 'Nació', target: null },
      { column: 'Sexo', target: 'sex' as const, values: { marciano: null } },
    ],
  }
  await execute(keepImportChoices, { id, choices }, sol)
  expect(await kept()).toEqual(choices)
  await execute(beginImportCheck, { id, mapping }, sol)
  expect(await kept()).toBeNull()
  await work()
  await execute(keepImportChoices, { id, choices }, sol)
  expect(await kept()).toEqual(choices)
  await execute(cancelImport, { id }, sol)
  expect(await kept()).toBeNull()
  const { rows } = await network.database.pool.query('select mapping from import_run where id = $1', [id])
  expect(rows).toEqual([{ mapping: null }])
  await expect(execute(keepImportChoices, { id, choices }, sol)).rejects.toSatisfy(importOver.is)
})
