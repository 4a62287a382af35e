// Keeps the last answer of queries that hold nothing about anybody, so that choices are there when the network is not.
import { openDB } from 'idb'

const open = () => openDB('arraigo-reference', 1, { upgrade: (db) => void db.createObjectStore('answer') })

const key = (name: string, input: unknown) => `${name} ${JSON.stringify(input)}`

/** Without storage (a private window, a full disk) nothing is kept, and nothing breaks. */
export async function keepAnswer(name: string, input: unknown, output: unknown): Promise<void> {
  const db = await open().catch(() => undefined)
  await db?.put('answer', output, key(name, input)).catch(() => {})
  db?.close()
}

export async function keptAnswer(name: string, input: unknown): Promise<{ output: unknown } | undefined> {
  const db = await open().catch(() => undefined)
  const output: unknown = await db?.get('answer', key(name, input)).catch(() => undefined)
  db?.close()
  return output === undefined ? undefined : { output }
}
