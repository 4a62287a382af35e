// Service worker: caches what the application opens with, and the screens of the people who use this device, so that
// they open without a network; other files when they are first used. It stores no data. Work that is not yet sent is
// in IndexedDB, which this file never touches: a new version cannot lose it.
import { isFromServer } from '../kernel/answer-mark.ts'
import { LOCALES } from '../kernel/locales.ts'
import { versionLockOf, type KeepScreens, type ToWorker } from '../device/version-lock.ts'

/** What every page needs. */
declare const __SHELL__: readonly string[]
/** What the screens need besides, and of each screen the positions of its files and the parts of its messages. */
declare const __FILES__: readonly string[]
declare const __SCREENS__: Readonly<
  Record<string, readonly [files: readonly number[], parts: readonly string[]]>
>
/** The screen of those who are not signed in. */
declare const __FIRST__: string
declare const __WORDS__: string
declare const __BUILD__: string

const worker = self as unknown as ServiceWorkerGlobalScope
const PREFIX = 'arraigo-'
const NAME = `${PREFIX}${__BUILD__}`
/** A cache that newer versions keep: which screens, in which languages, this device keeps. */
const WANTED = 'wanted-screens'

async function readWanted(): Promise<readonly KeepScreens[]> {
  const found = await (await caches.open(WANTED)).match('/wanted')
  return found === undefined ? [] : ((await found.json()) as KeepScreens[])
}

/** Adds the screens of a user to those of others on this device. */
async function want({ locale, screens }: KeepScreens): Promise<void> {
  const before = await readWanted()
  const same = before.find((each) => each.locale === locale)?.screens ?? []
  const wanted = [
    ...before.filter((each) => each.locale !== locale),
    { locale, screens: [...new Set([...same, ...screens])] },
  ]
  await (await caches.open(WANTED)).put('/wanted', new Response(JSON.stringify(wanted)))
}
/** Two tabs may ask at the same time. */
let wanting: Promise<void> = Promise.resolve()

/**
 * What a new version keeps from the beginning. A device with an earlier version that kept every screen, and no list,
 * may be locked when it is updated: it keeps every screen until its users have said which are theirs.
 */
async function wantedFirst(): Promise<readonly KeepScreens[]> {
  const wanted = await readWanted()
  const isUpdate = (await caches.keys()).some((name) => name.startsWith(PREFIX) && name !== NAME)
  const screens = wanted.length === 0 && isUpdate ? Object.keys(__SCREENS__) : [__FIRST__]
  return [...wanted, ...LOCALES.map((locale) => ({ locale, screens }))]
}

/** The files of these screens in one language. A screen that this version does not have needs none. */
function filesOf({ screens, locale }: KeepScreens): string[] {
  return screens.flatMap((name) => {
    const [files, parts] = __SCREENS__[name] ?? [[], []]
    return [
      ...files.map((at) => __FILES__[at] ?? '/'),
      ...parts.map((part) => `${__WORDS__}${locale}/${part}.json`),
    ]
  })
}

/**
 * Caches these files or fails: an incomplete version is never used, nor one with the page of a captive portal in it.
 * Hashed files in an older cache are copied, not fetched.
 */
async function keep(paths: readonly string[]): Promise<void> {
  const cache = await caches.open(NAME)
  await Promise.all(
    [...new Set(paths)].map(async (path) => {
      const hashed = path.startsWith('/assets/')
      if (hashed && (await cache.match(path))) return
      const kept = hashed ? await caches.match(path) : undefined
      // A cache of an earlier release may have what the server did not send.
      const response = kept && isFromServer(kept) ? kept : await fetch(path, { cache: 'no-cache' })
      if (!response.ok || !isFromServer(response)) throw new Error(`${path}: ${response.status}`)
      await cache.put(path, response)
    }),
  )
}

worker.addEventListener('install', (event) => {
  event.waitUntil(wantedFirst().then((wanted) => keep([...__SHELL__, ...wanted.flatMap(filesOf)])))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldVersions().then(() => worker.clients.claim()))
})

/**
 * Deletes the files of older versions that no tab runs any more. A tab that was opened with an older version goes
 * on with it, and may still need one of its files.
 */
async function forgetOldVersions(): Promise<void> {
  const { held = [] } = await navigator.locks.query()
  const used = new Set(held.map(({ name }) => name))
  const current = new Set(__SHELL__)
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX) || name === NAME) continue
    const files = await (await caches.open(name)).keys()
    const runs = files.some(({ url }) => used.has(versionLockOf(url)) && !current.has(new URL(url).pathname))
    if (!runs) await caches.delete(name)
  }
}

worker.addEventListener('message', (event) => {
  const message = event.data as ToWorker
  // The page asks for this when no form is half filled in; until then it goes on with the version it was opened
  // with.
  if (message === 'take over') return event.waitUntil(worker.skipWaiting())
  if (message === 'started') return event.waitUntil(forgetOldVersions())
  const [answer] = event.ports
  event.waitUntil(
    (wanting = wanting.catch(() => {}).then(() => want(message.keep)))
      .then(() => keep(filesOf(message.keep)))
      .then(
        () => answer?.postMessage(true),
        () => answer?.postMessage(false),
      ),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  // Answers of the API are never cached here: the replica decides what may be shown offline.
  if (request.method !== 'GET' || origin !== location.origin || pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else event.respondWith(file(event))
})

/** Every address of the application is the same page: the cached one, else the one from the network. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  return (await cache.match('/')) ?? (await fetch(request))
}

/**
 * A file of this version, else of an older one that a tab still runs, else from the server and nobody else: a hashed
 * file is cached when it is first used.
 */
async function file(event: FetchEvent): Promise<Response> {
  const { request } = event
  const cache = await caches.open(NAME)
  const known = await cache.match(request, { ignoreSearch: true })
  if (known) return known
  const older = await caches.match(request, { ignoreSearch: true })
  const response = older && isFromServer(older) ? older : await fetch(request)
  if (!isFromServer(response)) return Response.error()
  if (response.ok && new URL(request.url).pathname.startsWith('/assets/'))
    event.waitUntil(cache.put(request, response.clone()).catch(() => {}))
  return response
}
