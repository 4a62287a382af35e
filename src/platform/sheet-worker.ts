// The process that reads the first sheet of a spreadsheet, one batch of rows for each request; started by
// `sheet.ts`.
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { streamXlsxRows } from 'hucre/xlsx'
import type { Reading, TableRow } from './sheet.ts'

process.once('disconnect', () => process.exit())
// When the machine is short of memory, Linux ends this process before the server.
await writeFile('/proc/self/oom_score_adj', '1000').catch(() => undefined)

const reading = JSON.parse(process.argv[2] ?? '') as Reading
const file = Readable.toWeb(createReadStream(reading.path)) as ReadableStream<Uint8Array>
let batch: TableRow[] = []
let characters = 0

async function give(): Promise<void> {
  if (!process.send) throw new Error('not started by sheet.ts')
  await once(process, 'message')
  process.send(batch)
  batch = []
  characters = 0
}

for await (const { index, values } of streamXlsxRows(file)) {
  if (values.length > reading.widest) throw new RangeError('wider than any register')
  if (!Number.isSafeInteger(index)) throw new RangeError('a row without a number')
  const cells = values.map(asText)
  const length = cells.reduce((sum, cell) => sum + cell.length, 0)
  if (length > reading.longest) throw new RangeError('longer than any row')
  if (length > 0) batch.push({ row: index + 1, cells })
  characters += length
  if (batch.length === reading.rowsAtOnce || characters >= reading.charactersAtOnce) await give()
}
if (batch.length > 0) await give()
// An empty batch means the end. The process waits to be killed, so that it does not end before it is read.
for (;;) await give()

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  // A civil date in a sheet has no time zone; the library hands it over at midnight UTC. A number outside the
  // calendar stays a text, which is not a date: its row is refused and not the whole table.
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? String(value) : (value.toISOString().split('T')[0] ?? '')
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return ''
}
