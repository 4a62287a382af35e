// What a page reads of everything that its origin keeps on the disk.

/** An expression: every database, every cache and both storages, as text. */
export const DUMP = `(async () => {
  const done = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result)
    request.onerror = () => bad(request.error)
  })
  const bytes = (buffer) => new TextDecoder('latin1').decode(buffer) + new TextDecoder('utf-8').decode(buffer)
  const plain = (key, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? bytes(value)
    : value instanceof CryptoKey ? '[a key that cannot be read]' : value
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
  for (const { name } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store)
      found.push(name + ' ' + store, JSON.stringify(await done(all.getAllKeys())))
      found.push(JSON.stringify(await done(all.getAll()), plain))
    }
    database.close()
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      // What the build made is the same for everybody; everything else would be an answer of the server.
      if (!new URL(request.url).pathname.startsWith('/assets/')) found.push(await (await cache.match(request)).text())
      found.push(request.url)
    }
  }
  return found.join('\\n')
})()`
