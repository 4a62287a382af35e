// Tests that malicious spreadsheets are refused quickly and in little memory, and that those of usual
// programs are read.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDeflateRaw, deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnLetter } from '../../kernel/table.ts'
import { readSheet, type TableRow } from './sheet.ts'
import { readTable } from './table-file.ts'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'arraigo-tables-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

type Part = {
  name: string
  packed: Buffer
  unfolded: number
  claimed?: number
  follow?: boolean
  /** Left out of the directory. */
  hidden?: boolean
  /** Wrong values for the directory. */
  listed?: { name?: string; packed?: number; unfolded?: number; at?: number; extra?: Buffer }
}

const packed = (name: string, text: string): Part => ({
  name,
  packed: deflateRawSync(text),
  unfolded: Buffer.byteLength(text),
})

/** A ZIP file as a program writes it, or a malicious one: `claimed` is the size in the local header. */
function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  let count = 0
  for (const {
    name,
    packed: body,
    unfolded,
    claimed = unfolded,
    follow = false,
    hidden,
    listed = {},
  } of parts) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(follow ? 8 : 0, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(follow ? 0 : body.length, 18)
    local.writeUInt32LE(follow ? 0 : claimed, 22)
    local.writeUInt16LE(name.length, 26)
    const after = Buffer.alloc(follow ? 16 : 0)
    if (follow) {
      after.writeUInt32LE(0x08074b50, 0)
      after.writeUInt32LE(body.length, 8)
      after.writeUInt32LE(unfolded, 12)
    }
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(follow ? 8 : 0, 8)
    entry.writeUInt16LE(8, 10)
    const { name: known = name, extra = Buffer.alloc(0) } = listed
    entry.writeUInt32LE(listed.packed ?? body.length, 20)
    entry.writeUInt32LE(listed.unfolded ?? unfolded, 24)
    entry.writeUInt16LE(known.length, 28)
    entry.writeUInt16LE(extra.length, 30)
    entry.writeUInt32LE(listed.at ?? at, 42)
    bodies.push(local, Buffer.from(name), body, after)
    if (!hidden) count = directory.push(Buffer.concat([entry, Buffer.from(known), extra]))
    at += 30 + name.length + body.length + after.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(count, 8)
  end.writeUInt16LE(count, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, listed, end])
}

const rels = (inner: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** All parts of a spreadsheet except its sheet. */
const frame = (workbook = ''): Part[] => [
  packed(
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
  ),
  packed(
    '_rels/.rels',
    rels(`<Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/>`),
  ),
  packed(
    'xl/workbook.xml',
    `<?xml version="1.0"?>${workbook}<workbook xmlns:r="${REL}"><sheets><sheet name="Lista" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  packed(
    'xl/_rels/workbook.xml.rels',
    rels(`<Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/>`),
  ),
]

const sheetOf = (cells: string) =>
  `<?xml version="1.0"?><worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const sheet = (text: string): Part => packed('xl/worksheets/sheet1.xml', sheetOf(cell(text)))

/** Two gigabytes of the same row, made piece by piece: a few megabytes packed. */
async function gigabytes(): Promise<{ packed: Buffer; unfolded: number }> {
  const piece = Buffer.from(`<row>${cell('x')}</row>`.repeat(20_000))
  const pieces = Math.ceil(2 ** 31 / piece.length) - 1
  const chunks: Buffer[] = []
  const deflate = createDeflateRaw({ level: 1 })
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => deflate.on('end', resolve))
  for (let n = 0; n < pieces; n++)
    if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve))
  deflate.end()
  await done
  return { packed: Buffer.concat(chunks), unfolded: piece.length * pieces }
}

async function read(content: Uint8Array | string): Promise<string[][]> {
  const path = join(folder, 'table')
  await writeFile(path, content)
  const rows: string[][] = []
  for await (const { cells } of readTable(path)) rows.push(cells)
  return rows
}

async function rowsOf(reading: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const all: TableRow[] = []
  for await (const row of reading) all.push(row)
  return all
}

describe('a spreadsheet', () => {
  test('of gigabytes in a small file is refused before it is unfolded, whatever size it claims', async () => {
    const bomb = { name: 'xl/worksheets/sheet1.xml', ...(await gigabytes()) }
    expect(bomb.packed.length).toBeLessThan(30_000_000)
    const before = process.memoryUsage().rss
    await expect(read(zip([...frame(), bomb]))).rejects.toThrow('table.too_large')
    // Its local header and the directory disagree, in either direction; or both are wrong.
    await expect(read(zip([...frame(), { ...bomb, claimed: 1000 }]))).rejects.toThrow('table.too_large')
    await expect(
      read(zip([...frame(), { ...bomb, unfolded: 1000, claimed: bomb.unfolded }])),
    ).rejects.toThrow('table.unreadable')
    await expect(read(zip([...frame(), { ...bomb, unfolded: 1000 }]))).rejects.toThrow('table.unreadable')
    await expect(read(zip([...frame(), { ...bomb, unfolded: 0 }]))).rejects.toThrow('table.unreadable')
    await expect(read(zip([...frame(), { ...bomb, unfolded: 1000, follow: true }]))).rejects.toThrow(
      'table.unreadable',
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000)
  })

  test('with a part that its directory does not list is refused', async () => {
    const hidden = zip([sheet('hidden')])
    const honest = zip([...frame(), sheet('Nombre')])
    await expect(read(Buffer.concat([hidden.subarray(0, 100), honest]))).rejects.toThrow('table.unreadable')
    await expect(read(honest.subarray(0, honest.length - 30))).rejects.toThrow('table.unreadable')
  })

  test('with a hidden part after the last one listed is refused: the reader reads every part it finds', async () => {
    const words = packed('xl/sharedStrings.xml', '<sst/>')
    const hidden = { ...sheet('hidden'), hidden: true }
    await expect(read(zip([...frame(), words, hidden]))).rejects.toThrow('table.unreadable')
    // The directory says that the last part is empty, its local header that it is not.
    const last = { ...sheet('lies'), follow: true, listed: { packed: 0, unfolded: 0 } }
    await expect(read(zip([...frame(), last]))).rejects.toThrow('table.unreadable')
    // The directory names it as a sheet, which may be larger than parts held in memory; its local header does
    // not.
    const renamed = { ...words, listed: { name: 'xl/worksheets/sheet2.xml' } }
    await expect(read(zip([...frame(), renamed, sheet('Nombre')]))).rejects.toThrow('table.unreadable')
    // Its size reaches into the directory.
    const long = { ...sheet('long'), follow: true, listed: { packed: 100_000 } }
    await expect(read(zip([...frame(), long]))).rejects.toThrow('table.unreadable')
  })

  test('whose parts share their bytes is refused', async () => {
    const [first = sheet(''), ...others] = frame()
    const again = { ...first, name: first.name, listed: { at: 0 } }
    await expect(read(zip([first, ...others, sheet('Nombre'), again]))).rejects.toThrow('table.unreadable')
  })

  test('with sizes in the fields of ZIP64 is refused, whatever their values', async () => {
    const one = sheet('Nombre')
    const size = (value: number) => {
      const bytes = Buffer.alloc(8)
      bytes.writeBigUInt64LE(BigInt(value))
      return bytes
    }
    const sizes = Buffer.concat([Buffer.from([1, 0, 16, 0]), size(one.unfolded), size(one.packed.length)])
    const both = { packed: 0xff_ff_ff_ff, unfolded: 0xff_ff_ff_ff, extra: sizes }
    await expect(read(zip([...frame(), { ...one, listed: both }]))).rejects.toThrow('table.too_large')
    const half = { packed: 0xff_ff_ff_ff, extra: Buffer.concat([Buffer.from([1, 0, 8, 0]), size(10)]) }
    await expect(read(zip([...frame(), { ...one, follow: true, listed: half }]))).rejects.toThrow(
      'table.unreadable',
    )
    // The end of the file refers to a ZIP64 record for the position of the directory.
    const whole = zip([...frame(), one])
    const end = whole.subarray(whole.length - 22)
    const record = Buffer.alloc(56)
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(5n, 32)
    record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40)
    record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48)
    const locator = Buffer.alloc(20)
    locator.writeUInt32LE(0x07064b50, 0)
    locator.writeBigUInt64LE(BigInt(whole.length - 22), 8)
    const elsewhere = Buffer.from(end)
    elsewhere.writeUInt32LE(0xff_ff_ff_ff, 16)
    const found = Buffer.concat([whole.subarray(0, -22), record, locator, elsewhere])
    await expect(read(found)).rejects.toThrow('table.unreadable')
    const at = { at: 0xff_ff_ff_ff, extra: Buffer.concat([Buffer.from([1, 0, 8, 0]), size(0)]) }
    await expect(read(zip([...frame(), { ...one, listed: at }]))).rejects.toThrow('table.unreadable')
  })

  test('with too many parts, or with a part path outside its folder, writes no file', async () => {
    const many = Array.from({ length: 2001 }, (_, n) => packed(`xl/media/${n}`, ''))
    await expect(read(zip([...frame(), sheet('Nombre'), ...many]))).rejects.toThrow('table.too_large')
    const out = packed('../../escaped.xml', 'x')
    const before = await readdir(folder)
    expect(await read(zip([...frame(), out, sheet('Nombre')]))).toEqual([['Nombre']])
    expect(await readdir(folder)).toEqual(before)
  })

  test('whose texts need more memory than allowed ends only the process that reads it, wherever the texts are stored', async () => {
    const words = `<sst>${'<si><t>x</t></si>'.repeat(120_000)}</sst>`
    const path = join(folder, 'words')
    for (const target of ['sharedStrings.xml', 'worksheets/sheet9.xml']) {
      const strings = `<Relationship Id="rId2" Type="${REL}/sharedStrings" Target="${target}"/>`
      const named = `<Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/>`
      const parts = [
        ...frame().slice(0, -1),
        packed('xl/_rels/workbook.xml.rels', rels(named + strings)),
        packed(`xl/${target}`, words),
        packed('xl/worksheets/sheet1.xml', sheetOf('<c t="s"><v>0</v></c>')),
      ]
      await writeFile(path, zip(parts))
      await expect(rowsOf(readSheet(path, { memory: 40 }))).rejects.toThrow('table.too_large')
      expect(await rowsOf(readSheet(path))).toEqual([{ row: 1, cells: ['x'] }])
    }
  })

  test('that takes longer than allowed is refused', async () => {
    const path = join(folder, 'slow')
    await writeFile(path, zip([...frame(), sheet('Nombre')]))
    // No process starts within a millisecond.
    await expect(rowsOf(readSheet(path, { time: 1 }))).rejects.toThrow('table.too_large')
    expect(await rowsOf(readSheet(path))).toEqual([{ row: 1, cells: ['Nombre'] }])
  })

  test('whose reader is waited for longer than allowed in all is refused, however short each wait', async () => {
    const path = join(folder, 'slowly')
    const rows = Array.from({ length: 5000 }, (_, n) => [n])
    await writeFile(path, await writeXlsx({ sheets: [{ name: 'Lista', rows }] }))
    // Each batch takes a minute by this clock, which is read before and after it.
    const clock = () => {
      let now = 0
      return () => (now += 60_000)
    }
    await expect(rowsOf(readSheet(path, { time: 5 * 60_000, clock: clock() }))).rejects.toThrow(
      'table.too_large',
    )
    expect(await rowsOf(readSheet(path, { time: 20 * 60_000, clock: clock() }))).toHaveLength(5000)
  })

  test('of LibreOffice that repeats a row as no register does is refused, and a style below the rows is not', async () => {
    const texts = (name: string) => `<table:table-cell><text:p>${name}</text:p></table:table-cell>`
    const path = join(folder, 'repeated')
    const rowsWith = async (times: number, cells: string) => {
      const file = zip([
        packed('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'),
        packed(
          'content.xml',
          `<office:document-content><office:body><office:spreadsheet><table:table table:name="A"><table:table-row>${texts('Nombre')}</table:table-row><table:table-row table:number-rows-repeated="${times}">${cells}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`,
        ),
      ])
      await writeFile(path, file)
      return rowsOf(readSheet(path, { format: 'ods' }))
    }
    await expect(rowsWith(2_000_000_000, texts('x'))).rejects.toThrow('table.too_large')
    expect(await rowsWith(1000, texts('x'))).toHaveLength(1001)
    const style = '<table:table-cell table:style-name="ce1"/>'
    expect(await rowsWith(1_000_000, style)).toEqual([{ row: 1, cells: ['Nombre'] }])
  })

  test('whose merged cells fill more than those of any register is refused', async () => {
    const path = join(folder, 'merged')
    const rows = `<row r="1">${cell('x')}</row>${Array.from({ length: 2000 }, (_, n) => `<row r="${n + 2}"><c r="BXX${n + 2}" t="inlineStr"><is><t>y</t></is></c></row>`).join('')}`
    const merged = Array.from({ length: 1500 }, (_, n) => {
      const letter = columnLetter(n)
      return `<mergeCell ref="${letter}1:${letter}2001"/>`
    }).join('')
    const table = `<worksheet><sheetData>${rows}</sheetData><mergeCells>${merged}</mergeCells></worksheet>`
    await writeFile(path, zip([...frame(), packed('xl/worksheets/sheet1.xml', table)]))
    await expect(rowsOf(readSheet(path))).rejects.toThrow('table.too_large')
  })

  test('with a longer row than CSV may have is refused, also when its cells share one long text', async () => {
    const words = (length: number) => `<sst><si><t>${'x'.repeat(length)}</t></si></sst>`
    const path = join(folder, 'shared')
    const strings = `<Relationship Id="rId2" Type="${REL}/sharedStrings" Target="sharedStrings.xml"/>`
    const named = `<Relationship Id="rId1" Type="${REL}/worksheet" Target="worksheets/sheet1.xml"/>`
    const write = (length: number, rows: number) =>
      writeFile(
        path,
        zip([
          ...frame().slice(0, -1),
          packed('xl/_rels/workbook.xml.rels', rels(named + strings)),
          packed('xl/sharedStrings.xml', words(length)),
          packed(
            'xl/worksheets/sheet1.xml',
            `<worksheet><sheetData>${`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`.repeat(rows)}</sheetData></worksheet>`,
          ),
        ]),
      )
    await write(2001, 1)
    await expect(read(await readFile(path))).rejects.toThrow('table.unreadable')
    // A hundred megabytes of text in all, which is sent in batches of bounded length.
    await write(2000, 500)
    let rows = 0
    for await (const { cells } of readSheet(path)) rows += cells.length / 100
    expect(rows).toBe(500)
    await expect(rowsOf(readSheet(path, { characters: 50_000_000 }))).rejects.toThrow('table.too_large')
  })

  test('is closed when its consumer stops early', async () => {
    const path = join(folder, 'long')
    const many = Array.from({ length: 5000 }, (_, n) => [n])
    await writeFile(path, await writeXlsx({ sheets: [{ name: 'Lista', rows: many }] }))
    for await (const { row } of readSheet(path)) if (row === 700) break
    await expect(
      (async () => {
        for await (const { row } of readSheet(path)) if (row === 700) throw new Error('stopped')
      })(),
    ).rejects.toThrow('stopped')
    expect(await read(await readFile(path))).toHaveLength(5000)
  })

  test('that contains other spreadsheets is read only in its first sheet', async () => {
    let inner = zip([...frame(), sheet('deep')])
    for (let depth = 0; depth < 50; depth++)
      inner = zip([
        { name: `xl/embeddings/${depth}.xlsx`, packed: deflateRawSync(inner), unfolded: inner.length },
        ...frame(),
        sheet('Nombre'),
      ])
    expect(await read(inner)).toEqual([['Nombre']])
  })

  test('with XML entities that could expand to gigabytes does not expand them', async () => {
    const laughs = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};">`).join('')
    const doctype = `<!DOCTYPE worksheet [<!ENTITY l0 "ja">${laughs}]>`
    const rows = await read(
      zip([...frame(), packed('xl/worksheets/sheet1.xml', doctype + sheetOf(cell('&l30;')))]),
    ).catch((error: Error) => error.message)
    expect(JSON.stringify(rows).length).toBeLessThan(200)
  })

  test('with a date outside the calendar loses that cell and no other', async () => {
    const columns = [{ header: 'Fecha', key: 'on', numFmt: 'yyyy-mm-dd' }]
    const data = [45_351, 2_958_466, 1e9, 1e13].map((on) => ({ on }))
    const rows = await read(await writeXlsx({ sheets: [{ name: 'Lista', columns, data }] }))
    expect(rows).toEqual([['Fecha'], ['2024-02-29'], ['+010000-01-01'], ['Invalid Date'], ['Invalid Date']])
  })

  test('with too many columns is refused', async () => {
    const wide = sheetOf('<c r="XFD1" t="inlineStr"><is><t>x</t></is></c>')
    await expect(read(zip([...frame(), packed('xl/worksheets/sheet1.xml', wide)]))).rejects.toThrow(
      'table.unreadable',
    )
  })

  test('is read as usual programs write it: with sizes before or after the data, and many equal rows', async () => {
    expect(await read(zip([...frame(), sheet('Nombre')]))).toEqual([['Nombre']])
    const streamed = [...frame(), sheet('Nombre')].map((part) => ({ ...part, follow: true }))
    expect(await read(zip(streamed))).toEqual([['Nombre']])
    const rows = Array.from({ length: 30_000 }, (_, n) => [n, 'Venezuela', 'F', 'Riohacha', 'PPT'])
    expect(await read(await writeXlsx({ sheets: [{ name: 'Lista', rows }] }))).toHaveLength(30_000)
  })
})
