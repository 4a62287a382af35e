// `arraigo forms convert` as somebody uses it who writes questionnaires in a spreadsheet: what is printed, written and
// refused, and the workbooks that real programs save.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readXForm } from '../../../tests/harness/xform.ts'
import { main } from '../cli.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-forms-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function convert(file: string, content: string | Uint8Array, ...words: string[]) {
  const path = join(folder, file)
  await writeFile(path, content)
  const said = { print: '', tell: '' }
  const code = await main(['forms', 'convert', path, '--language', 'en', ...words], {
    config: () => {
      throw new Error('needs no settings')
    },
    print: (line) => void (said.print += `${line}\n`),
    tell: (line) => void (said.tell += `${line}\n`),
  })
  return { code, ...said }
}

const SURVEY = '| survey |\n| | type | name | label |\n'

test('a good form is printed, and nothing else', async () => {
  const { code, print, tell } = await convert('visit.md', `${SURVEY}| | text | who | Who? |`)
  expect([code, tell]).toEqual([0, ''])
  expect(readXForm(print).values('//x:data/@id')).toEqual(['visit'])
})

test('with --out it is written, and the choices of a filtered list beside it', async () => {
  const out = join(folder, 'written.xml')
  const form = `| survey |
    | | type | name | label | choice_filter |
    | | select_one_external town | t | Town | true() |
    | external_choices |
    | | list_name | name | label |
    | | town | med | Medellín |`
  const { code, print } = await convert('towns.md', form, '--out', out)
  expect([code, print]).toEqual([0, ''])
  expect(readXForm(await readFile(out, 'utf8')).count('//x:input/@query')).toBe(1)
  expect(await readFile(join(folder, 'itemsets.csv'), 'utf8')).toContain('"town","med","Medellín"')
})

test('warnings do not fail, and mistakes are lines with exit code 2, in the language that was asked for', async () => {
  const warned = await convert('photo.md', `${SURVEY}| | image | a | A |`)
  expect(warned.code).toBe(0)
  expect(warned.tell).toBe(
    'Warning: sheet survey, row 2, column parameters: Without max-pixels photos are sent in full size. Set it, for example max-pixels=1024.\n',
  )
  const refused = await convert(
    'bad.md',
    `${SURVEY}| | txt | a | A |\n| | text | b c | \${d} |`,
    '--language',
    'es',
  )
  expect([refused.code, refused.print]).toEqual([2, ''])
  expect(refused.tell.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^hoja survey, fila 2, columna type: No existe el tipo "txt"\./),
    expect.stringMatching(/^hoja survey, fila 3, columna name: "b c" no puede ser un nombre\./),
    expect.stringMatching(/^hoja survey, fila 3, columna label: No existe la pregunta "d"\./),
  ])
})

test('a workbook is read as its sheets show it', async () => {
  const workbook = await writeXlsx({
    sheets: [
      { name: 'Notes', rows: [['ours']] },
      {
        name: 'Survey',
        rows: [
          ['Type', 'name', 'label', 'required', '', 'constraint', 'default'],
          ['select_one n', 'a', ' Age\u00a0group ', true, 'private', null, null],
          [],
          ['integer', 'b', 'B', false, null, '. > 1', 2],
          ['text', 'c', '\u201cC\u201d', null, null, null, 1.5],
        ],
      },
      {
        name: 'choices',
        rows: [
          ['list_name', 'name', 'label'],
          ['n', 1, 'One'],
          ['n', 2.5, 'More'],
          ['n', true, 'So'],
        ],
      },
      {
        name: 'settings',
        rows: [
          ['form_title', 'version'],
          ['Edades', 20261130],
        ],
      },
    ],
  })
  const { code, print, tell } = await convert('ages.xlsx', workbook)
  expect([code, tell]).toEqual([0, ''])
  const xform = readXForm(print)
  expect(xform.values("//x:instance[@id='n']//x:name")).toEqual(['1', '2.5', 'TRUE'])
  expect(xform.values('//x:select1/x:label')).toEqual(['Age group'])
  expect(xform.values('//x:bind/@required')).toEqual(['true()', 'false()'])
  expect(xform.values('//x:data/x:b | //x:data/x:c | //x:data/@version | //h:title').toSorted()).toEqual([
    '1.5',
    '2',
    '20261130',
    'Edades',
  ])
  expect(xform.values("//x:input[@ref='/data/c']/x:label")).toEqual(['"C"'])
})

test('rows are counted as the sheet counts them, empty ones too', async () => {
  const workbook = await writeXlsx({
    sheets: [{ name: 'survey', rows: [['type', 'name', 'label'], [], [], ['text', 'a', '${gone}']] }],
  })
  const { code, tell } = await convert('empty.xlsx', workbook)
  expect([code, tell]).toEqual([2, expect.stringMatching(/^sheet survey, row 4, column label: /)])
})

test('days and times in cells are written as ODK reads them', async () => {
  const at = (...parts: [number, number, number, number, number]) => new Date(Date.UTC(...parts))
  const rows = [
    ['type', 'name', 'label', 'default'],
    ['date', 'a', 'A', at(2026, 2, 14, 0, 0)],
    ['dateTime', 'b', 'B', at(2026, 2, 14, 10, 30)],
    ['time', 'c', 'C', at(1899, 11, 30, 10, 30)],
  ]
  const { print } = await convert('times.xlsx', await writeXlsx({ sheets: [{ name: 'survey', rows }] }))
  const said = readXForm(print).values('//x:data/x:a | //x:data/x:b | //x:data/x:c')
  expect(said).toEqual(['2026-03-14', '2026-03-14T10:30:00', '10:30:00'])
})

test('a single sheet is the survey, whatever its name', async () => {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: 'Hoja1',
        rows: [
          ['type', 'name', 'label'],
          ['text', 'a', 'A'],
        ],
      },
    ],
  })
  expect((await convert('one.xlsx', workbook)).code).toBe(0)
})

const SHEET = (rows: readonly (readonly string[])[], more = '') =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData>${rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, at) => `<c r="${'ABC'[at]}${row + 1}" t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
    )
    .join('')}</sheetData>${more}</worksheet>`

/** A workbook of one sheet, part by part. */
const parts = (sheet: string, more: Record<string, string> = {}): Record<string, string> => ({
  '[Content_Types].xml':
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
  'xl/workbook.xml':
    '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  'xl/worksheets/sheet1.xml': sheet,
  ...more,
})

function zip(files: Record<string, string>): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const body = Buffer.from(text)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt32LE(crc32(body), 10)
    fields.writeUInt32LE(body.length, 14)
    fields.writeUInt32LE(body.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, Buffer.from(name), body])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), fields, rest, Buffer.from(name)]),
    )
    bodies.push(local)
    at += local.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(bodies.length, 8)
  end.writeUInt16LE(bodies.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}

const ROWS = [
  ['type', 'name', 'label'],
  ['text', 'a', 'A'],
]

test('a workbook whose drawing is missing is read all the same', async () => {
  const rels =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
  const broken = parts(SHEET(ROWS, '<drawing r:id="rId1"/>'), { 'xl/worksheets/_rels/sheet1.xml.rels': rels })
  const { code, tell } = await convert('drawing.xlsx', zip(broken))
  expect([code, tell]).toEqual([0, ''])
})

test('entities of XML are not followed, neither to files nor to each other', async () => {
  const secret = join(folder, 'secret.txt')
  await writeFile(secret, 'do not read this')
  const outside = SHEET([
    ['type', 'name', 'label'],
    ['text', 'a', '&leak;'],
  ]).replace('?>', `?><!DOCTYPE x [<!ENTITY leak SYSTEM "file://${secret}">]>`)
  const read = await convert('outside.xlsx', zip(parts(outside)))
  expect(`${read.print}${read.tell}`).not.toContain('do not read this')
  const levels = Array.from({ length: 30 }, (_, at) => `<!ENTITY e${at + 1} "&e${at};&e${at};">`).join('')
  const bomb = SHEET([
    ['type', 'name', 'label'],
    ['text', 'a', '&e30;'],
  ]).replace('?>', `?><!DOCTYPE x [<!ENTITY e0 "ha">${levels}]>`)
  expect((await convert('bomb.xlsx', zip(parts(bomb)))).print.length).toBeLessThan(10_000)
})

test('what is no form is refused with what to do', async () => {
  expect(await convert('prose.md', 'Dear colleague, here is the form.')).toEqual({
    code: 2,
    print: '',
    tell: 'The file has no table of an XLSForm. Save it as XLSX, or as a Markdown table, with a sheet survey.\n',
  })
  const torn = await convert('torn.xlsx', zip(parts(SHEET(ROWS))).subarray(0, 900))
  expect(torn.code).toBe(2)
  expect(torn.tell).toMatch(
    /cannot be read as a workbook or as a table in Markdown\. Save it again as XLSX\.\n$/,
  )
  const page = await convert('page.xls', '<html><table><tr><td>type</td></tr></table></html>')
  expect(page.code).toBe(2)
})

test('a workbook of Excel 97 is read too', async () => {
  const { code, tell } = await convert('old.xls', await readFile('tests/registers/old.xls'))
  expect(code).toBe(2)
  expect(tell).toMatch(/^The workbook has no sheet survey\./)
})

test('wrong words show how it is used', async () => {
  for (const words of [
    ['forms', 'convert'],
    ['forms', 'convert', 'a', 'b'],
    ['forms', 'convert', 'a', '--language', 'fr'],
  ]) {
    let told = ''
    const code = await main(words, {
      config: () => Object.create(null) as never,
      print: () => undefined,
      tell: (line) => void (told += line),
    })
    expect([code, told]).toEqual([2, expect.stringContaining('Usage: arraigo forms convert FILE')])
  }
})
