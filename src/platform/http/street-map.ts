// Serves the street map of an operator: one PMTiles file beside the data, in the parts that a browser asks for.
import { open, stat } from 'node:fs/promises'
import { Hono } from 'hono'

/** The most of one answer; a browser asks for directories and tiles, which are smaller. */
const MOST_BYTES = 4_000_000

/** The bytes that `Range` asks for, both ends included; undefined for more than one range, or none. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{1,15})$/u.exec(header ?? '') ?? []
  if (first === undefined || last === undefined) return undefined
  const [from, to] = [Number(first), Math.min(Number(last), size - 1)]
  return from <= to && to - from < MOST_BYTES ? { from, to } : undefined
}

/** @param file of the operator; without one, maps are drawn over the outlines of countries */
export function streetMap(file: string | undefined): Hono {
  const app = new Hono()
  app.get('/map/base.json', (context) => {
    context.header('cache-control', 'no-cache')
    return context.json({ streets: file !== undefined })
  })
  app.get('/map/streets.pmtiles', async (context) => {
    const found = file === undefined ? undefined : await stat(file).catch(() => undefined)
    if (file === undefined || !found?.isFile()) return context.notFound()
    const { size, mtimeMs } = found
    const range = rangeOf(context.req.header('range'), size)
    context.header('accept-ranges', 'bytes')
    if (!range) {
      context.header('content-range', `bytes */${size}`)
      return context.body(null, 416)
    }
    const bytes = new Uint8Array(range.to - range.from + 1)
    const handle = await open(file)
    try {
      await handle.read(bytes, 0, bytes.length, range.from)
    } finally {
      await handle.close()
    }
    context.header('content-type', 'application/octet-stream')
    context.header('content-range', `bytes ${range.from}-${range.to}/${size}`)
    // Another file has another tag: a browser then reads its directories again.
    context.header('etag', `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`)
    context.header('cache-control', 'public, max-age=86400')
    return context.body(bytes, 206)
  })
  return app
}
