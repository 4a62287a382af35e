// The worker thread that reads the first sheet of a spreadsheet, one batch of rows for each request; started
// by `sheet.ts`.
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { parentPort, workerData } from 'node:worker_threads'
import { streamXlsxRows } from 'hucre/xlsx'
import type { Reading, TableRow } from './sheet.ts'

const { path, widest, atOnce } = workerData as Reading
const file = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
let batch: TableRow[] = []

async function give(): Promise<void> {
  if (!parentPort) throw new Error('not started as a thread')
  await once(parentPort, 'message')
  parentPort.postMessage(batch)
  batch = []
}

for await (const { index, values } of streamXlsxRows(file)) {
  if (values.length > widest) throw new RangeError('wider than any register')
  const cells = values.map(asText)
  if (cells.some((cell) => cell !== '')) batch.push({ row: index + 1, cells })
  if (batch.length === atOnce) await give()
}
if (batch.length > 0) await give()
// An empty batch means the end.
await give()

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
