// How long a phone of the field waits for a screen that it opens for the first time: a processor four times slower than
// this one, a slow network (1.6 Mbit/s, 150 ms), nothing cached, and a server that answers at once.
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { grantsOf } from '../../src/kernel/roles.ts'
import { FLAGS, unpackChromium } from '../browser/chromium.ts'

const ROUNDS = Number(process.env['PAINT_ROUNDS'] ?? 5)
/** A folder that is built already: of another version, to compare it. */
const BUILT = process.env['PAINT_FOLDER']
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.html': 'text/html',
  '.svg': 'image/svg+xml',
}
const ID = '01900000-0000-7000-8000-000000000001'
const SESSION = {
  user: { id: ID, name: 'Ana', email: 'ana@example.org' },
  organisations: [],
  actor: {
    user: ID,
    name: 'Ana',
    organisation: ID,
    organisationName: 'Jardín',
    organisationClass: 'cso',
    roles: ['front_desk'],
    grants: grantsOf(['front_desk']),
    locale: 'es',
    timeZone: 'America/Bogota',
    scope: 'organisation',
  },
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const temporary = await mkdtemp(join(tmpdir(), 'arraigo-paint-'))
const folder = BUILT ?? temporary
if (BUILT === undefined) await build({ logLevel: 'silent', build: { outDir: folder } })

let isSignedIn = false
function answer(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response.writeHead(status, { 'content-type': type, 'content-encoding': 'gzip' })
  response.end(gzipSync(body))
}
const server = createServer(({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://localhost')
  if (/^\/api\/(?:session|own)/u.test(pathname) && !isSignedIn)
    return answer(response, 401, 'application/json', JSON.stringify({ code: 'session.ended' }))
  if (pathname === '/api/session') return answer(response, 200, 'application/json', JSON.stringify(SESSION))
  if (pathname.startsWith('/api/'))
    return answer(response, 200, 'application/json', JSON.stringify({ people: [], next: null }))
  const file = extname(pathname) === '' ? 'index.html' : pathname
  readFile(join(folder, file)).then(
    (content) => answer(response, 200, TYPES[extname(file)] ?? 'application/octet-stream', content),
    () => answer(response, 404, 'text/plain', ''),
  )
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
const { port } = server.address() as { port: number }

const { executable, environment, remove } = await unpackChromium()
const browser = await chromium.launch({ executablePath: executable, args: FLAGS, env: environment })
try {
  for (const [route, signedIn] of [
    ['/sign-in', false],
    ['/people', true],
    ['/own', false],
  ] as const) {
    isSignedIn = signedIn
    const paints: number[] = []
    const headings: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const context = await browser.newContext({ locale: 'es', serviceWorkers: 'block' })
      // As on a browser in which somebody was signed in before.
      if (signedIn)
        await context.addInitScript(`localStorage.setItem('arraigo.session', '${JSON.stringify(SESSION)}')`)
      const page = await context.newPage()
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', NETWORK)
      await page.goto(`http://localhost:${port}${route}`, { waitUntil: 'commit' })
      await page.locator('h1').first().waitFor()
      headings.push(await page.evaluate<number>('performance.now()'))
      paints.push(
        await page.evaluate<number>(
          "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0",
        ),
      )
      await context.close()
    }
    console.log(
      JSON.stringify({
        bench: 'web.paint',
        route,
        rounds: ROUNDS,
        firstPaintMs: Math.round(median(paints)),
        headingMs: Math.round(median(headings)),
      }),
    )
  }
} finally {
  await browser.close()
  server.close()
  await remove()
  await rm(temporary, { recursive: true, force: true })
}
