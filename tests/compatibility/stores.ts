// Writes the browser's databases as JSON and back: a phone's data byte for byte, with the one key that a
// browser never exports.
import { done, kept, openDatabase } from '../../src/device/database.ts'

export type StoredDatabase = {
  name: string
  version: number
  stores: {
    name: string
    keyPath: string | null
    indexes: { name: string; keyPath: string }[]
    rows: { key: unknown; value: unknown }[]
  }[]
}

const base64 = (bytes: ArrayBuffer | Uint8Array<ArrayBuffer>) =>
  Buffer.from(bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes).toString('base64')

/** A value of IndexedDB as JSON; `exported` holds the raw bytes of its keys. */
async function worded(value: unknown): Promise<unknown> {
  if (value instanceof ArrayBuffer) return { buffer: base64(value) }
  if (value instanceof Uint8Array) return { bytes: base64(value as Uint8Array<ArrayBuffer>) }
  if (value instanceof CryptoKey) return { hmacKey: base64(await crypto.subtle.exportKey('raw', value)) }
  if (Array.isArray(value)) return await Promise.all(value.map(worded))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(async ([name, one]) => [name, await worded(one)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function read(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map(read))
  if (typeof value !== 'object' || value === null) return value
  const { buffer, bytes, hmacKey } = value as Record<string, string>
  if (buffer !== undefined) return new Uint8Array(Buffer.from(buffer, 'base64')).buffer
  if (typeof bytes === 'string') return new Uint8Array(Buffer.from(bytes, 'base64'))
  if (hmacKey !== undefined) {
    const how = { name: 'HMAC', hash: 'SHA-256' }
    return await crypto.subtle.importKey('raw', Buffer.from(hmacKey, 'base64'), how, false, ['sign'])
  }
  const entries = Object.entries(value).map(async ([name, one]) => [name, await read(one)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Every database of this browser. */
export async function dumpStores(): Promise<StoredDatabase[]> {
  const all = await indexedDB.databases()
  return await Promise.all(
    all.map(async ({ name = '', version = 1 }) => {
      const database = await openDatabase(name, undefined)
      const stores: StoredDatabase['stores'] = []
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store)
        const indexes = [...objects.indexNames].map((index) => ({
          name: index,
          keyPath: objects.index(index).keyPath as string,
        }))
        const [keys, values] = await Promise.all([done(objects.getAllKeys()), done(objects.getAll())])
        const rows = await Promise.all(
          values.map(async (value: unknown, at) => ({ key: keys[at], value: await worded(value) })),
        )
        stores.push({ name: store, keyPath: objects.keyPath as string | null, indexes, rows })
      }
      database.close()
      return { name, version, stores }
    }),
  )
}

/** Restores a phone's databases as they were written, replacing what this browser holds. */
export async function loadStores(databases: readonly StoredDatabase[]): Promise<void> {
  for (const { name } of await indexedDB.databases()) await done(indexedDB.deleteDatabase(name ?? ''))
  for (const { name, version, stores } of databases) {
    const database = await openDatabase(name, version, (created) => {
      for (const { name: store, keyPath, indexes } of stores) {
        const objects = created.createObjectStore(store, { keyPath })
        for (const index of indexes) objects.createIndex(index.name, index.keyPath)
      }
    })
    for (const { name: store, keyPath, rows } of stores) {
      const values = await Promise.all(rows.map(({ value }) => read(value)))
      const tx = database.transaction(store, 'readwrite')
      for (const [at, value] of values.entries())
        tx.objectStore(store).put(value, keyPath === null ? (rows[at]?.key as IDBValidKey) : undefined)
      await kept(tx)
    }
    database.close()
  }
}
