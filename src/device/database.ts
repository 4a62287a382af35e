// The browser's database as promises: the few words of it that a device needs.

/** Opens a database, creating it or upgrading it from an older version; lets go of it when another tab upgrades or erases it. */
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

/** What a request answers. */
export const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((answer, refuse) => {
    request.onsuccess = () => answer(request.result)
    request.onerror = () => refuse(request.error as DOMException)
  })

/** When all of a transaction is kept. @throws when none of it is */
export const kept = (transaction: IDBTransaction): Promise<void> =>
  new Promise((answer, refuse) => {
    transaction.oncomplete = () => answer()
    transaction.onabort = () =>
      refuse(transaction.error ?? new DOMException('Nothing was kept.', 'AbortError'))
  })
