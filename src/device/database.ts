// Wraps the few calls of IndexedDB that the device needs in promises.
import { deviceFull } from '../kernel/problems.ts'

/**
 * Opens a database, and creates or upgrades it if needed. It is closed when another tab upgrades or deletes
 * it.
 */
export const openDatabase = (
  name: string,
  version: number | undefined,
  upgrade: (database: IDBDatabase, from: number) => void = () => {},
): Promise<IDBDatabase> => {
  const request = indexedDB.open(name, version)
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion)
  return done(request).then((database) => {
    database.onversionchange = () => database.close()
    return database
  })
}

/** Resolves with the result of a request. @throws Problem device.full, DOMException when it failed */
export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(failure(request.error))
  })

/** Resolves when the transaction is committed. @throws Problem device.full, DOMException when it was aborted */
export const kept = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(failure(transaction.error))
  })

/** A full disk is a Problem: its user can do something about it. */
const failure = (error: DOMException | null): Error => {
  if (error?.name === 'QuotaExceededError') return deviceFull()
  return error ?? new DOMException('Nothing was kept.', 'AbortError')
}
