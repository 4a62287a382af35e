// Sends the encrypted commands that this device can no longer decrypt to the server, which can.
import { isFromServer } from '../kernel/answer-mark.ts'
import { BATCH } from '../kernel/device-sync.ts'
import type { HandOver } from '../kernel/envelope.ts'
import { done, openDatabase } from './database.ts'
import type { Send } from './exchange.ts'
import type { Lock } from './locks.ts'
import type { Sealed } from './seal.ts'

type Row = Sealed & { place: string }

/** About this many bytes in one request, so that a slow connection completes it. */
const BATCH_BYTES = 400_000

/**
 * `done`: the server has all commands. `never`: the server cannot decrypt them, and nothing else can.
 * `later`: no answer.
 */
export type HandedOver = 'done' | 'never' | 'later'

/**
 * Needs neither the PIN nor a session: only the server can decrypt the commands, and it keeps them until a
 * member of staff decides. A command that was handed over or sent before is kept once.
 * @param last no more commands follow, because the store is erased next
 */
export async function handOver(
  lock: Lock,
  last: boolean,
  send: Send = (path, init) => fetch(path, init),
): Promise<HandedOver> {
  const all = batches(await sealedCommands(lock.store))
  for (const [index, batch] of all.entries()) {
    const isLast = last && index === all.length - 1
    const request: HandOver = { spare: toBase64(lock.spare), rows: batch.map(rowToBase64), last: isLast }
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

/** At least one batch, even if it is empty: its `last` tells the server that no more follow. */
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
const toBase64 = ({ iv, bytes }: Sealed) => ({ iv: base64(iv), bytes: base64(new Uint8Array(bytes)) })
const rowToBase64 = (row: Row) => ({ place: row.place, ...toBase64(row) })

async function post(send: Send, device: string, request: HandOver): Promise<HandedOver> {
  try {
    const response = await send(`/api/late?device=${device}`, {
      method: 'POST',
      credentials: 'omit',
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    if (!isFromServer(response)) return 'later'
    const body = (await response.json()) as { kept?: unknown; code?: unknown }
    if (response.ok && typeof body.kept === 'number') return 'done'
    return typeof body.code === 'string' && [404, 422].includes(response.status) ? 'never' : 'later'
  } catch {
    return 'later'
  }
}
