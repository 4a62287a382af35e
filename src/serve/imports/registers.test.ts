// What becomes of the people of registers as centres keep them: taken in, or refused with row and column; and the
// dry run says the same before.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { testNetwork, type TestNetwork } from '../../../tests/harness/network.ts'
import { api } from '../../platform/http/http.ts'
import { searchPeople } from '../record/operations.ts'
import { checkImport, getImport, previewImport, startImport, type Mapping } from './operations.ts'
import { importRoutes } from './server/routes.ts'

let network: TestNetwork

beforeAll(async () => {
  network = await testNetwork()
})

const columns: Mapping['columns'] = [
  { column: 'Nombres', target: 'given_names' },
  { column: 'Apellidos', target: 'surnames' },
  { column: 'Nacimiento', target: 'birth_date' },
  { column: 'Celular', target: 'phone' },
  { column: 'Documento', target: 'document_number' },
]

const routes = () =>
  api(network.app, async () => network.actors.sol, [importRoutes(join(network.folder, 'imports'))])

async function upload(content: string | Uint8Array): Promise<string> {
  const id = network.newId()
  const body = typeof content === 'string' ? content : new Uint8Array(content)
  const { status } = await routes().request(`/api/imports?id=${id}&name=lista`, { method: 'POST', body })
  expect(status).toBe(200)
  return id
}

/** Brings a register, after a dry run that must have said the same. */
async function bring(content: string | Uint8Array, given: Partial<Mapping> = {}) {
  const { sol } = network.actors
  const id = await upload(content)
  const mapping: Mapping = {
    source: `Lista ${id}`,
    dates: 'dmy',
    documentType: 'library_card',
    columns,
    ...given,
  }
  const said = await network.ask(checkImport, { id, mapping }, sol)
  const { rows: shown } = await network.ask(previewImport, { id, mapping }, sol)
  await network.execute(startImport, { id, mapping }, sol)
  await network.work()
  const done = await network.ask(getImport, { id }, sol)
  const { rows, imported, known, refused, partly, errors, leftOut } = said
  expect({ rows, imported, known, refused, partly }).toEqual({
    rows: done.rows,
    imported: done.imported,
    known: done.known,
    refused: done.refused,
    partly: done.partly,
  })
  const { rows: kept } = await network.database.pool.query<{
    row: number
    column: string | null
    reason: string
  }>(
    `select row, "column", reason from import_error where import_run = $1 union all
     select row, "column", reason from import_left_out where import_run = $1 order by 1, 2`,
    [id],
  )
  expect(kept).toEqual(
    [...errors, ...leftOut]
      .map(({ row, column, reason }) => ({ row, column, reason }))
      .toSorted((a, b) => a.row - b.row || ((a.column ?? '') < (b.column ?? '') ? -1 : 1)),
  )
  const file = await (await routes().request(`/api/imports/${id}/errors.csv`)).text()
  return { ...done, kept, shown, file }
}

const bringKept = async (name: string, given: Partial<Mapping> = {}) =>
  bring(await readFile(join('tests/registers', name)), given)

const found = async (text: string) =>
  (await network.ask(searchPeople, { text }, network.actors.ana)).people.map(({ id }) => id)

test('every file of the kinds that centres have is understood', async () => {
  for (const [name, people] of [
    ['blank-rows.csv', 1],
    ['date-with-time.csv', 2],
    ['hidden-first-sheet.xlsx', 1],
    ['merged-surname.xlsx', 2],
    ['pasted-telephone.csv', 2],
    ['sep.csv', 1],
    ['title-rows.xlsx', 1],
    ['two-telephones.csv', 2],
    ['utf16.csv', 1],
    ['windows-1256.csv', 2],
  ] as const)
    expect(await bringKept(name), name).toMatchObject({ imported: people, refused: 0, partly: 0, kept: [] })
  const { rows } = await network.database.pool.query(
    `select count(*)::int as n from person where born = '1991-07-04' and given_names in ('Querubina', 'Reina')`,
  )
  expect(rows).toEqual([{ n: 2 }])
  expect(await found('Úrsula Querales')).toHaveLength(1)
})

test('a telephone is found however it stood in its cell', async () => {
  for (const number of ['3005556609', '3005556610', '3005556611', '3005556612', '3005556613'])
    expect(await found(number), number).toHaveLength(1)
})

test('columns of one name, with line breaks and with commas are each mapped by themselves', async () => {
  const twice = [
    { column: 'Nombre (C)', target: 'given_names' as const },
    { column: 'Apellido (D)', target: 'surnames' as const },
    { column: 'Fecha', target: 'birth_date' as const },
  ]
  expect(await bringKept('heading-twice.csv', { columns: twice })).toMatchObject({ imported: 1, kept: [] })
  expect(await found('Criatura Cedeño')).toHaveLength(1)
  const broken = [...columns.slice(0, 2), { column: 'Fecha de nacimiento', target: 'birth_date' as const }]
  for (const name of ['heading-line-break.csv', 'heading-line-break.xlsx'])
    expect(await bringKept(name, { columns: broken }), name).toMatchObject({ imported: 1, kept: [] })
  const nfd = [...columns.slice(0, 2), { column: 'An\u0303o', target: 'birth_year' as const }]
  expect(await bringKept('heading-nfd.csv', { columns: nfd })).toMatchObject({ imported: 1, kept: [] })
  const commas = [
    { column: 'Nombres, todos', target: 'given_names' as const },
    { column: 'Apellidos, ambos', target: 'surnames' as const },
  ]
  expect(await bringKept('heading-commas.csv', { columns: commas })).toMatchObject({ imported: 1, kept: [] })
  expect(await bringKept('html.xls', { columns: columns.slice(0, 2) })).toMatchObject({
    imported: 1,
    kept: [],
  })
  expect(await bringKept('old.xls', { columns: columns.slice(0, 4) })).toMatchObject({
    imported: 3,
    partly: 1,
  })
})

test('what cannot be read is named by row and column, and costs no more than itself', async () => {
  expect(await bringKept('error-cells.xlsx')).toMatchObject({
    imported: 1,
    partly: 1,
    refused: 1,
    kept: [
      { row: 2, column: 'Nombres', reason: 'error_cell' },
      { row: 3, column: 'Celular', reason: 'error_cell' },
    ],
  })
  expect(await bringKept('scientific.csv')).toMatchObject({
    imported: 1,
    partly: 1,
    kept: [
      { row: 2, column: 'Celular', reason: 'power_of_ten' },
      { row: 2, column: 'Documento', reason: 'power_of_ten' },
    ],
  })
  expect(await bringKept('one-bad-byte.csv')).toMatchObject({
    imported: 2,
    refused: 1,
    kept: [{ row: 4, column: 'Apellidos', reason: 'bytes_unreadable' }],
  })
  const quote = await bringKept('quote.csv')
  expect(quote).toMatchObject({
    imported: 2,
    refused: 1,
    kept: [{ row: 3, column: null, reason: 'quote_unclosed' }],
  })
  expect(quote.file).toMatch(/\r\n3,,Hay unas comillas que no se cierran: corríjalas en el archivo,No\r\n/u)
  expect(await found('José Muñoz')).toHaveLength(1)
})

test('words for no document make nobody alike', async () => {
  expect(await bringKept('no-value.csv')).toMatchObject({ imported: 3, kept: [] })
  const { rows } = await network.database.pool.query(
    `select 1 from duplicate_pair where reasons::text like '%same_document%'`,
  )
  expect(rows).toEqual([])
})

test('of two rows of one person the first counts, and the second names it', async () => {
  const list = await readFile('tests/registers/same-row-number.csv', 'utf8')
  const byNumber: Mapping['columns'] = [{ column: 'Nro', target: 'reference' }, ...columns]
  for (const [content, each, column] of [
    [list, byNumber, null],
    [list.replaceAll('7121223', '7121299'), columns, 'Documento'],
  ] as const) {
    const done = await bring(content, { columns: [...each] })
    expect(done).toMatchObject({ imported: 1, refused: 1, kept: [{ row: 3, column, reason: 'repeats_row' }] })
    expect(done.file).toContain('Repite a la persona de la fila 2')
  }
})

test('the document of a mother in the row of her child is left out of it', async () => {
  const list = 'Nombres;Apellidos;Documento\nMadre;Paz;7129001\nCría;Paz;7129001\nCría;Paz;7129001\n'
  const [given, surnames, , , document] = columns
  const each = [given, surnames, document].flatMap((one) => one ?? [])
  const done = await bring(list, { columns: each })
  expect(done).toMatchObject({ imported: 2, known: 1, partly: 1 })
  expect(done.kept).toEqual([{ row: 3, column: 'Documento', reason: 'document_of_row' }])
  expect(done.shown.map(({ leftOut }) => leftOut.map(({ about }) => about))).toEqual([[], [2], [2]])
})

test('the preview shows each cell as it is understood, beside it what is left out', async () => {
  const { shown } = await bring(
    'Nombres;Apellidos;Nacimiento;Celular;Documento\nAda;Paz Sol;04/07/1991 00:00;3005556701 / 3005556702;NO TIENE\n' +
      'Eva;Paz;31/02/1990;;\n',
  )
  expect(shown[0]?.understood.map(({ column, values }) => [column, ...values])).toEqual([
    ['Nombres', 'Ada'],
    ['Apellidos', 'Paz', 'Sol'],
    ['Nacimiento', '1991-07-04'],
    ['Celular', '3005556701', '3005556702'],
  ])
  expect(shown[1]).toMatchObject({ problem: null, leftOut: [{ column: 'Nacimiento', reason: 'not_a_date' }] })
})

test('a decision of the reader is changed for the dry run, the import and the next time alike', async () => {
  network.clock.advance(1)
  const list = 'Ada;Paz\nEva;Sol\n'
  const layout = { heading: 0 }
  const each: Mapping['columns'] = [
    { column: 'A', target: 'given_names' },
    { column: 'B', target: 'surnames' },
  ]
  expect(await bring(list, { layout, columns: each })).toMatchObject({ rows: 2, imported: 2 })
  const id = await upload(list)
  const { remembered, reading } = await network.ask(previewImport, { id, layout }, network.actors.sol)
  expect(reading.heading).toBe(0)
  expect(remembered[0]?.layout).toEqual(layout)
})
