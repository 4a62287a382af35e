// Hands over what can no longer be opened on this device: its sealed commands as they lie on the disk, for the server to open.
import { BATCH, type HandOver } from '../kernel/envelope.ts'
import { done, openDatabase } from './database.ts'
import type { Send } from './exchange.ts'
import type { Lock } from './locks.ts'
import type { Sealed } from './seal.ts'

type Row = Sealed & { place: string }

/** A request carries about this much, so that a slow line finishes one. */
const BATCH_BYTES = 400_000

/** `done`: the server has all of it. `never`: it can open nothing of it, and nobody else could. `later`: no answer. */
export type HandedOver = 'done' | 'never' | 'later'

/**
 * Needs neither the PIN nor a session: what is sent can be opened by the server only, which keeps it for somebody to
 * decide. A command that was handed over before, or sent before, is kept once.
 * @param last nothing more comes, because the store is erased next
 */
export async function handOver(
  lock: Lock,
  last: boolean,
  send: Send = (path, init) => fetch(path, init),
): Promise<HandedOver> {
  const all = batches(await sealedCommands(lock.store))
  for (const [index, batch] of all.entries()) {
    const isLast = last && index === all.length - 1
    const request: HandOver = { spare: worded(lock.spare), rows: batch.map(wordedRow), last: isLast }
    const answer = await post(send, lock.device, request)
    if (answer !== 'done') return answer
  }
  return 'done'
}

async function sealedCommands(store: string): Promise<Row[]> {
  const database = await openDatabase(store, undefined)
  try {
    if (!database.objectStoreNames.contains('row')) return []
    const all = database.transaction('row').objectStore('row')
    return await done<Row[]>(all.getAll(IDBKeyRange.bound('entry/', 'entry0', false, true)))
  } finally {
    database.close()
  }
}

/** At least one, even of nothing: the server is told that nothing more comes. */
function batches(rows: readonly Row[]): Row[][] {
  const all: Row[][] = [[]]
  let bytes = 0
  for (const row of rows) {
    const current = all.at(-1) as Row[]
    bytes += row.bytes.byteLength
    if (current.length > 0 && (bytes > BATCH_BYTES || current.length === BATCH)) {
      all.push([row])
      bytes = row.bytes.byteLength
    } else current.push(row)
  }
  return all
}

const base64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
const worded = ({ iv, bytes }: Sealed) => ({ iv: base64(iv), bytes: base64(new Uint8Array(bytes)) })
const wordedRow = (row: Row) => ({ place: row.place, ...worded(row) })

async function post(send: Send, device: string, request: HandOver): Promise<HandedOver> {
  try {
    const response = await send(`/api/late?device=${device}`, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const body = (await response.json()) as { kept?: unknown; code?: unknown }
    if (response.ok && typeof body.kept === 'number') return 'done'
    // A hotel's sign-in page says neither; only the server's own refusal is final.
    return typeof body.code === 'string' && [404, 422].includes(response.status) ? 'never' : 'later'
  } catch {
    return 'later'
  }
}
