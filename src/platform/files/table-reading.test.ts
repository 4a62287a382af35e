// How registers are read as centres keep them: encoding, separator, sheet and headings are decided by looking at
// the file, the decision is told, and it can be changed.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { queryObjects } from 'node:v8'
import { writeOds } from 'hucre/ods'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TableLayout, TableReading } from '../../kernel/table.ts'
import type { TableRow } from './sheet.ts'
import { belowHeading, lookAtTable, measureTable, readTable } from './table-file.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-registers-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

const kept = (name: string) => join('tests/registers', name)

async function written(content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'register')
  await writeFile(path, content)
  return path
}

async function read(path: string, layout: TableLayout = {}) {
  const rows: TableRow[] = []
  let reading: TableReading | undefined
  for await (const row of readTable(path, undefined, layout, (found) => (reading = found))) rows.push(row)
  if (!reading) throw new Error('nothing was told')
  return { reading, headings: rows[0]?.cells, rows: rows.slice(1) }
}

const HEADINGS = ['Nombres', 'Apellidos', 'Nacimiento', 'Celular', 'Documento']

describe('a text file', () => {
  test('in UTF-16 and in Windows-1256 is recognised', async () => {
    const wide = await read(kept('utf16.csv'))
    expect(wide.reading).toMatchObject({ format: 'csv', encoding: 'utf-16le', separator: '\t', heading: 1 })
    expect(wide.rows[0]?.cells.slice(0, 2)).toEqual(['Fanny', 'Peña'])
    const arabic = await read(kept('windows-1256.csv'))
    expect(arabic.reading.encoding).toBe('windows-1256')
    expect(arabic.rows[0]?.cells.slice(0, 2)).toEqual(['محمد', 'الأحمد'])
  })

  test('in UTF-16 without a mark, in Windows-1252 and in Windows-1251 is recognised', async () => {
    const table = 'Nombres;Apellidos\nJosé;Núñez\n'
    const wide = Buffer.from(table, 'utf16le')
    expect((await read(await written(wide))).reading.encoding).toBe('utf-16le')
    expect((await read(await written(wide.swap16()))).rows[0]?.cells).toEqual(['José', 'Núñez'])
    const latin = await read(await written(Buffer.from(table, 'latin1')))
    expect(latin.reading.encoding).toBe('windows-1252')
    expect(latin.rows[0]?.cells).toEqual(['José', 'Núñez'])
    // Олена, Коваль
    const letters = [0xce, 0xeb, 0xe5, 0xed, 0xe0, 0x3b, 0xca, 0xee, 0xe2, 0xe0, 0xeb, 0xfc, 0x0a]
    const cyrillic = await written(Buffer.concat([Buffer.from('Nombres;Apellidos\n'), Buffer.from(letters)]))
    expect((await read(cyrillic)).rows[0]?.cells).toEqual(['Олена', 'Коваль'])
  })

  test('of MS-DOS, and one that is no text, is refused', async () => {
    const dos = Buffer.concat([
      Buffer.from('Nombre;Apellido\nJos'),
      Buffer.from([0x82]),
      Buffer.from(';Paz\n'),
    ])
    await expect(read(await written(dos))).rejects.toThrow('table.unreadable')
    await expect(
      read(await written(Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0x01, 0x02, 0x00, 0x0a]))),
    ).rejects.toThrow('table.unreadable')
    await expect(read(await written('<html><body>Nombre</body></html>'))).rejects.toThrow('table.unreadable')
  })

  test('with one byte that is no UTF-8 keeps the accents of everybody else', async () => {
    const { reading, rows } = await read(kept('one-bad-byte.csv'))
    expect(reading.encoding).toBe('utf-8')
    expect(rows.map(({ row, cells }) => [row, cells[0], cells[1]])).toEqual([
      [2, 'José', 'Muñoz'],
      [3, 'Inés', 'Peña'],
      [4, 'Luz', 'Pe\uFFFD'],
    ])
    const chosen = await read(kept('one-bad-byte.csv'), { encoding: 'windows-1252' })
    expect(chosen.rows[2]?.cells[1]).toBe('PeÃ')
  })

  test('is separated as most of its rows are, or as its first line says', async () => {
    const commas = await read(kept('heading-commas.csv'))
    expect(commas.headings).toEqual(['Nombres, todos', 'Apellidos, ambos', 'Fecha, día'])
    expect((await read(kept('heading-commas.csv'), { separator: ',' })).headings).toHaveLength(4)
    const said = await read(kept('sep.csv'))
    expect(said.headings).toEqual(HEADINGS)
    expect(said.rows[0]).toMatchObject({
      row: 2,
      cells: ['Gilda', 'Cedeño', '05/07/1991', '3005556607', '7121217'],
    })
  })

  test('with an unclosed quotation mark loses that row alone', async () => {
    const { rows } = await read(kept('quote.csv'))
    expect(rows.map(({ row, cells, problem }) => [row, problem ?? cells[0]])).toEqual([
      [2, 'Sonia'],
      [3, 'quote_unclosed'],
      [4, 'Ursula'],
    ])
    const plain = await read(kept('quote.csv'), { quotes: false })
    expect(plain.rows[1]?.cells[0]).toBe('"Tania')
  })

  test('whose unclosed quotation mark is closed by a later row does not join the two', async () => {
    const { rows } = await read(await written('a;b;c\n1;"x;2\n3;y";4\n5;"two\nlines";6\n7;8;9\n'))
    expect(rows).toEqual([
      { row: 2, cells: ['1;"x;2'], problem: 'quote_unclosed' },
      { row: 3, cells: ['3;y";4'], problem: 'quote_unclosed' },
      { row: 4, cells: ['5', 'two\nlines', '6'] },
      { row: 5, cells: ['7', '8', '9'] },
    ])
  })

  test('keeps the numbers of its rows where rows are blank', async () => {
    expect((await read(kept('blank-rows.csv'))).rows).toHaveLength(1)
    const { rows } = await read(await written('a;b\n\n;\n1;2\n\n3;4\n'))
    expect(rows.map(({ row }) => row)).toEqual([4, 6])
    expect(await measureTable(await written('a;b\n\n;\n1;2\n\n3;4\n'))).toMatchObject({ rows: 2 })
  })
})

test('a table with more rows than a sheet has is not read to its end', async () => {
  const path = await written('a;b\n1;2\n\n3;4\n')
  expect(await measureTable(path, undefined, {}, 3)).toMatchObject({ rows: 2 })
  await expect(measureTable(path, undefined, {}, 2)).rejects.toMatchObject({
    code: 'table.too_large',
    data: { limit: 2 },
  })
})

describe('headings', () => {
  test('are one line, composed, and each is once', async () => {
    for (const name of ['heading-line-break.csv', 'heading-line-break.xlsx'])
      expect((await read(kept(name))).headings?.[2]).toBe('Fecha de nacimiento')
    expect((await read(kept('heading-nfd.csv'))).headings).toEqual(['Nombres', 'Apellidos', 'Año'])
    const twice = ['Nombre', 'Apellido', 'Nombre (C)', 'Apellido (D)', 'Fecha']
    expect((await read(kept('heading-twice.csv'))).headings).toEqual(twice)
  })

  test('are found below titles, and a column without one has its letter', async () => {
    const { reading, headings, rows } = await read(kept('title-rows.xlsx'))
    expect(reading.heading).toBe(4)
    expect(reading.top.map(({ row }) => row)).toEqual([1, 2, 4, 5])
    expect(headings).toEqual(HEADINGS)
    expect(rows.map(({ row }) => row)).toEqual([5])
    expect((await read(kept('title-rows.xlsx'), { heading: 2 })).headings?.slice(0, 2)).toEqual([
      'Municipio: Riohacha',
      'B',
    ])
  })

  test('may stand far below, and no more of the rows above are kept than are shown', async () => {
    class Row implements TableRow {
      readonly row: number
      readonly cells: string[]
      constructor(row: number) {
        this.row = row
        this.cells = [`Nombres ${row}`]
      }
    }
    let kept = 0
    async function* rows() {
      for (let row = 1; row <= 5002; row++) {
        if (row === 5000) kept = queryObjects(Row, { format: 'count' })
        yield new Row(row)
      }
    }
    const found = { format: 'csv', encoding: null, separator: null, quotes: null, sheet: null } as const
    let reading: TableReading | undefined
    const told = (each: TableReading) => (reading = each)
    const below: TableRow[] = []
    for await (const row of belowHeading(rows(), { ...found, sheets: [] }, 5000, told)) below.push(row)
    expect(below.map(({ row, cells }) => [row, ...cells])).toEqual([
      [5000, 'Nombres 5000'],
      [5001, 'Nombres 5001'],
      [5002, 'Nombres 5002'],
    ])
    expect(reading?.top.map(({ row }) => row)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
    expect(kept).toBeGreaterThanOrEqual(30)
    expect(kept).toBeLessThan(35)
    await expect(read(await written('a;b\n'.repeat(60)), { heading: 61 })).rejects.toThrow('table.unreadable')
  })

  test('may be missing', async () => {
    const { headings, rows } = await read(await written('Ana;Paz;1990\nLuz;Ríos;1991\n'), { heading: 0 })
    expect(headings).toEqual(['A', 'B', 'C'])
    expect(rows.map(({ row }) => row)).toEqual([1, 2])
  })
})

describe('a spreadsheet', () => {
  test('is read in its first visible sheet that holds anything, or in the one that is chosen', async () => {
    const { reading, rows } = await read(kept('hidden-first-sheet.xlsx'))
    expect(reading).toMatchObject({
      sheet: 'Registro',
      sheets: [{ name: 'Listas', hidden: true }, { hidden: false }],
    })
    expect(rows[0]?.cells[0]).toBe('Quintín')
    expect((await read(kept('hidden-first-sheet.xlsx'), { sheet: 'Listas' })).headings).toEqual(['Sexo'])
  })

  test('gives a cell that is merged downwards to each of its rows', async () => {
    expect((await read(kept('merged-surname.xlsx'))).rows.map(({ cells }) => cells.slice(0, 2))).toEqual([
      ['Ubaldo', 'Querales'],
      ['Úrsula', 'Querales'],
    ])
  })

  test('of Excel 97 is read, and half of one is refused', async () => {
    const { reading, rows } = await read(kept('old.xls'))
    expect(reading).toMatchObject({ format: 'xls', sheet: 'Registro', heading: 3 })
    expect(rows).toEqual([
      { row: 4, cells: ['Zoé', 'Querales', '1991-07-04', '3005552030'] },
      { row: 5, cells: ['Iván', 'Querales', '1985-02-01', '300 555 2031'] },
      { row: 6, cells: ['Ada', 'Paz', '', '#N/A'] },
    ])
    await expect(lookAtTable(kept('ole.xls'))).rejects.toThrow('table.unreadable')
  })

  test('that is a web page is read as its table', async () => {
    const { reading, headings, rows } = await read(kept('html.xls'))
    expect(reading).toMatchObject({ format: 'html', encoding: 'utf-8' })
    expect(headings).toEqual(['Nombres', 'Apellidos'])
    expect(rows).toEqual([{ row: 2, cells: ['Vilma', 'Querales'] }])
  })

  test('of LibreOffice is read', async () => {
    const born = new Date('1991-07-04T00:00:00Z')
    const sheets = [
      { name: 'Vacía', rows: [] },
      {
        name: 'Registro',
        rows: [['Nombres', 'Nacimiento', 'Edad'], ['Íngrid', born, 32], [], ['Ruth', born, 33]],
      },
    ]
    const { reading, rows } = await read(await written(await writeOds({ sheets })))
    expect(reading).toMatchObject({ format: 'ods', sheet: 'Registro' })
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [2, 'Íngrid', '1991-07-04', '32'],
      [4, 'Ruth', '1991-07-04', '33'],
    ])
  })
})

test('the files are as they were brought', async () => {
  expect((await readFile(kept('sep.csv'), 'latin1')).startsWith('sep=;\r\n')).toBe(true)
  expect((await readFile(kept('utf16.csv')))[0]).toBe(0xff)
})
