// The same register brought in again: on another day, by corrected choices, by another user, or after it was taken in by
// the ids of before. Nobody is registered twice, and the dry run says so.
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { v5 as uuidv5 } from 'uuid'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import type { Actor } from '../../kernel/actor.ts'
import { api } from '../../platform/http/http.ts'
import { execute } from '../../platform/execute.ts'
import { checkImport, getImport, noteImport, startImport, type Mapping } from './operations.ts'
import { importRoutes } from './server/routes.ts'

let network: TestNetwork
beforeAll(async () => void (network = await testNetwork()))
beforeEach(() => network.clock.advance(1))

let lists = 0

const mapping = (columns: Mapping['columns'], more: Partial<Mapping> = {}): Mapping => ({
  source: `Lista ${lists}`,
  dates: 'dmy',
  columns,
  ...more,
})

/** What the import did, after showing that the dry run said the same. */
async function bring(list: string, by: Mapping, actor: Actor = network.actors.sol) {
  const id = network.newId()
  // A column that is not read: the same content cannot come from two sources.
  const body = list.replaceAll('\n', `,${lists}\n`)
  const folder = join(network.folder, 'imports')
  const { status } = await api(network.app, async () => actor, [importRoutes(folder)]).request(
    `/api/imports?id=${id}&name=lista`,
    { method: 'POST', body },
  )
  expect(status).toBe(200)
  const said = await network.ask(checkImport, { id, mapping: by }, actor)
  await network.execute(startImport, { id, mapping: by }, actor)
  await network.work()
  const { imported, known, refused } = await network.ask(getImport, { id }, actor)
  expect(said).toMatchObject({ imported, known, refused })
  return { imported, known, refused }
}

const people = async () =>
  Number((await network.database.pool.query<{ n: string }>('select count(*) as n from person')).rows[0]?.n)

const AGED = 'Nombre,Edad\nAda Ruiz,34\nNoé Peña,7\n'
const NAMED: Mapping['columns'] = [{ column: 'Nombre', target: 'full_name' }]
const WITH_AGE: Mapping['columns'] = [...NAMED, { column: 'Edad', target: 'age' }]

beforeEach(() => void lists++)

test('on another day an age is no other person, and no difference', async () => {
  const by = mapping(WITH_AGE)
  expect(await bring(AGED, by)).toEqual({ imported: 2, known: 0, refused: 0 })
  network.clock.advance(40)
  expect(await bring(AGED, by)).toEqual({ imported: 0, known: 2, refused: 0 })
  expect(await bring(AGED.replace('34', '35'), by)).toEqual({ imported: 1, known: 1, refused: 0 })
})

test('nor with a number of the register, where another age is a difference', async () => {
  const by = mapping([...WITH_AGE, { column: 'No', target: 'reference' }])
  const list = 'No,Nombre,Edad\n1,Ada Ruiz,34\n2,Noé Peña,7\n'
  expect(await bring(list, by)).toEqual({ imported: 2, known: 0, refused: 0 })
  network.clock.advance(1)
  expect(await bring(list, by)).toEqual({ imported: 0, known: 2, refused: 0 })
  expect(await bring(list.replace('34', '35'), by)).toEqual({ imported: 0, known: 1, refused: 1 })
})

const DATED = 'Nombre,Nació,Carné,Teléfono\nAda Ruiz,02/03/1980,1234567,3001234567\n'
const DOCUMENTED: Mapping['columns'] = [
  ...NAMED,
  { column: 'Nació', target: 'birth_date' },
  { column: 'Carné', target: 'document_number' },
  { column: 'Teléfono', target: 'phone' },
]

test('a document is the same person, however its row is read and whatever else it says', async () => {
  const by = mapping(DOCUMENTED, { documentType: 'library_card', dates: 'mdy' })
  expect(await bring(DATED, by)).toEqual({ imported: 1, known: 0, refused: 0 })
  expect(await bring(DATED, { ...by, dates: 'dmy' })).toEqual({ imported: 0, known: 1, refused: 0 })
  const moved = DATED.replace('3001234567', '3109876543').replace('1234567', '1.234.567')
  expect(await bring(moved, { ...by, dates: 'dmy' })).toEqual({ imported: 0, known: 1, refused: 0 })
  // A child with the document of the mother is somebody else.
  expect(await bring(DATED.replace('Ada', 'Lía'), by)).toEqual({ imported: 1, known: 0, refused: 0 })
})

test('without a document, a corrected order of dates is said to differ, and registers nobody', async () => {
  const list = 'Nombre,Nació\nAda Ruiz,02/03/1980\nNoé Peña,25/12/1990\n'
  const by = mapping([...NAMED, { column: 'Nació', target: 'birth_date' }], { dates: 'mdy' })
  expect(await bring(list, by)).toEqual({ imported: 2, known: 0, refused: 0 })
  expect(await bring(list, { ...by, dates: 'dmy' })).toEqual({ imported: 0, known: 0, refused: 2 })
  expect(await bring(list, by)).toEqual({ imported: 0, known: 2, refused: 0 })
})

test('another user brings the same people', async () => {
  const { sol } = network.actors
  const other = await network.join('Otra', 'garden', ['administrator'])
  const by = mapping(WITH_AGE)
  expect(await bring(AGED, by, sol)).toMatchObject({ imported: 2 })
  expect(await bring(AGED, by, other)).toMatchObject({ known: 2 })
})

/** Takes a row in as releases did whose ids followed from the content, an age with its day. */
async function takenInBefore(
  details: object,
  { source }: Mapping,
  identifier?: { type: string; number: string },
) {
  const NAMESPACE = '6f0c9a52-8f0e-5d1b-9a35-0d7c5c9e1a44'
  const { sol } = network.actors
  const content = JSON.stringify([details, identifier ?? null, []])
  const person = uuidv5(`${sol.organisation}|${source}|${content}`, NAMESPACE)
  const part = (name: string) => uuidv5(`${person}|${name}`, NAMESPACE)
  const identifiers = identifier && { identifiers: [{ id: part('identifier'), ...identifier }] }
  const input = { id: person, searched: 'file', ...details, ...identifiers }
  const result = await execute(network.app, sol, {
    id: part(content) as never,
    name: 'person.register',
    input,
  })
  expect(result.outcome).toBe('applied')
}

test('whoever was taken in by the ids of before is known', async () => {
  const by = mapping(WITH_AGE)
  const on = network.clock.now.toISOString().slice(0, 10)
  const content = createHash('sha256').update(by.source).digest('hex')
  await network.execute(noteImport, { mapping: by, content }, network.actors.sol)
  for (const [given, surname, age] of [
    ['Ada', 'Ruiz', 34],
    ['Noé', 'Peña', 7],
  ] as const)
    await takenInBefore({ givenNames: given, firstSurname: surname, born: { age, on } }, by)
  network.clock.advance(3)
  const before = await people()
  expect(await bring(AGED, by)).toEqual({ imported: 0, known: 2, refused: 0 })
  expect(await people()).toBe(before)
})

test('and by another order of dates, with the document', async () => {
  const by = mapping(DOCUMENTED.slice(0, 3), { documentType: 'library_card' })
  const document = { type: 'library_card', number: '1234599' }
  await takenInBefore({ givenNames: 'Ada', firstSurname: 'Ruiz', born: { date: '1980-02-03' } }, by, document)
  const list = 'Nombre,Nació,Carné\nAda Ruiz,02/03/1980,1234599\n'
  expect(await bring(list, by)).toEqual({ imported: 0, known: 1, refused: 0 })
})

test('people of one name without a document are as many as their rows differ', async () => {
  const by = mapping([...NAMED, { column: 'Sexo', target: 'sex' }])
  const list = 'Nombre,Sexo\nÁlex,female\nÁlex,male\nÁlex,male\n'
  expect(await bring(list, by)).toEqual({ imported: 2, known: 1, refused: 0 })
})
