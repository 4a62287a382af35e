// How long a phone of the field waits for each screen that it opens for the first time: a processor four times slower
// than this one, nothing cached, and a server that says at once who is signed in and answers nothing else: what is
// measured is the program, not its data. Each screen is opened over the network of this machine, which is the cost of
// the program alone, and over a slow one (1.6 Mbit/s, 150 ms), which adds what its bytes and round trips take.
import { readFile, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { ANSWER_MARK, API_VERSION } from '../../src/kernel/answer-mark.ts'
import { grantsOf } from '../../src/kernel/roles.ts'
import { FLAGS, unpackChromium } from '../browser/chromium.ts'
import { EVERY_ROLE } from '../harness/seed-network.ts'
import { manifestScreens } from '../harness/manifest.ts'
import type { Screens } from '../harness/web-weight.ts'

const ROUNDS = Number(process.env['PAINT_ROUNDS'] ?? 3)
/** Only paths that begin so. */
const ONLY = process.env['PAINT_ROUTES'] ?? '/'
/** After this long, a screen has no heading before its data come. */
const LONGEST_MS = 8_000
/** A folder that is built already: of another version, to compare it. */
const BUILT = process.env['PAINT_FOLDER']
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 94_000 }
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
    roles: EVERY_ROLE,
    grants: grantsOf(EVERY_ROLE),
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
  response.writeHead(status, { 'content-type': type, 'content-encoding': 'gzip', [ANSWER_MARK]: API_VERSION })
  response.end(gzipSync(body))
}
const server = createServer(({ url = '/' }, response) => {
  const { pathname } = new URL(url, 'http://localhost')
  const json = (status: number, body: object) =>
    answer(response, status, 'application/json', JSON.stringify(body))
  if (pathname === '/api/auth/standing') return json(200, { next: 'sign_in' })
  if (/^\/api\/(?:session|own)/u.test(pathname))
    return isSignedIn ? json(200, SESSION) : json(401, { code: 'session.ended' })
  if (pathname.startsWith('/api/')) return
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

interface Opening {
  /** Milliseconds until the first text or image is drawn (First Contentful Paint of W3C Paint Timing). */
  paint: number
  /** Milliseconds until the heading stands, if the screen has one before its data. */
  heading: number | undefined
}

/** Opens the address once, with nothing cached. */
async function open(address: string, hasHeading: boolean, isSlowNetwork: boolean): Promise<Opening> {
  const context = await browser.newContext({ locale: 'es', serviceWorkers: 'block' })
  try {
    // As on a browser in which somebody was signed in before.
    if (isSignedIn)
      await context.addInitScript(`localStorage.setItem('arraigo.session', '${JSON.stringify(SESSION)}')`)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    if (isSlowNetwork) {
      await session.send('Network.enable')
      await session.send('Network.emulateNetworkConditions', SLOW_NETWORK)
    }
    await page.goto(`http://localhost:${port}${address}`, { waitUntil: 'commit' })
    const paint = await page
      .waitForFunction<number>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
      .then((found) => found.jsonValue())
    const heading = await page
      .locator('h1')
      .first()
      .waitFor({ timeout: hasHeading ? LONGEST_MS : 1 })
      .then(() => page.evaluate<number>('performance.now()'))
      .catch(() => undefined)
    return { paint, heading }
  } finally {
    await context.close()
  }
}

/** The medians of several openings of one address. */
async function measure(address: string, isSlowNetwork: boolean) {
  const rounds: Opening[] = []
  for (let round = 0; round < ROUNDS; round++)
    rounds.push(
      await open(
        address,
        rounds.every(({ heading }) => heading !== undefined),
        isSlowNetwork,
      ),
    )
  const headings = rounds.flatMap(({ heading }) => heading ?? [])
  return {
    firstPaintMs: Math.round(median(rounds.map(({ paint }) => paint))),
    ...(headings.length > 0 && { headingMs: Math.round(median(headings)) }),
  }
}

try {
  const { routes }: Screens = await manifestScreens()
  for (const { path, field = false, open: isOpen = false } of routes) {
    if (!path.startsWith(ONLY)) continue
    isSignedIn = !isOpen
    const address = path.replaceAll(/:\w+/gu, ID)
    const program = await measure(address, false)
    const slow = await measure(address, true)
    console.log(
      JSON.stringify({
        bench: 'web.paint',
        route: path,
        field,
        rounds: ROUNDS,
        ...program,
        slowNetwork: slow,
      }),
    )
  }
} finally {
  await browser.close()
  server.close()
  await remove()
  await rm(temporary, { recursive: true, force: true })
}
