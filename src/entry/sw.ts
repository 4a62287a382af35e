// Keeps the application itself on the device, so that it opens without a network; data is none of its business.
// What people did lives in IndexedDB and is never touched here: a new version cannot lose it.
declare const __PRECACHE__: readonly string[]
declare const __BUILD__: string

const worker = self as unknown as ServiceWorkerGlobalScope
const NAME = `arraigo-${__BUILD__}`

worker.addEventListener('install', (event) => {
  event.waitUntil(keep())
})

/** All or nothing: a version with a missing file is never put into use. Hashed files already kept are not fetched again. */
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

// The page asks for this when nothing is half filled in; until then the version it was opened with goes on.
worker.addEventListener('message', (event) => {
  if (event.data === 'take over') event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  // Answers of the server are never kept here: what may be shown offline is the replica's, under its own rules.
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else event.respondWith(file(request))
})

/** Every address of the application is the same page; without a version of our own, the network's. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  return (await cache.match('/')) ?? (await fetch(request))
}

async function file(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  return (await cache.match(request, { ignoreSearch: true })) ?? (await fetch(request))
}
