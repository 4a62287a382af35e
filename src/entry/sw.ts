// Service worker: caches the application's files, so that it opens without a network. It stores no data. Work
// that is not yet sent is in IndexedDB, which this file never touches: a new version cannot lose it.
declare const __PRECACHE__: readonly string[]
declare const __BUILD__: string

const worker = self as unknown as ServiceWorkerGlobalScope
const NAME = `arraigo-${__BUILD__}`

worker.addEventListener('install', (event) => {
  event.waitUntil(keep())
})

/**
 * Caches all files of this version or fails: an incomplete version is never used. Hashed files in an older
 * cache are copied, not fetched.
 */
async function keep(): Promise<void> {
  const cache = await caches.open(NAME)
  await Promise.all(
    __PRECACHE__
      .filter((path) => !path.startsWith('/.'))
      .map(async (path) => {
        const kept = path.startsWith('/assets/') ? await caches.match(path) : undefined
        const response = kept ?? (await fetch(path, { cache: 'no-cache' }))
        if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`)
        await cache.put(path, response)
      }),
  )
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith('arraigo-') && name !== NAME)
      await Promise.all(old.map((name) => caches.delete(name)))
      await worker.clients.claim()
    })(),
  )
})

// The page asks for this when no form is half filled in; until then it goes on with the version it was opened
// with.
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  // Answers of the API are never cached here: the replica decides what may be shown offline.
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else event.respondWith(file(request))
})

/** Every address of the application is the same page: the cached one, else the one from the network. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  return (await cache.match('/')) ?? (await fetch(request))
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  return (await cache.match(request, { ignoreSearch: true })) ?? (await fetch(request))
}
