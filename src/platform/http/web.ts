// Serves the built web application: immutable assets, one page for every route, and headers that block
// foreign content.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { streetMap } from './street-map.ts'

export const WEB_FOLDER = fileURLToPath(new URL('../../../dist/web/', import.meta.url))

/**
 * Content security policy: scripts, styles, fonts and connections of our own origin only; no inline script or
 * style.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** @param streets the street map under maps, a PMTiles file of the operator */
export function webPages(folder: string = WEB_FOLDER, streets?: string): Hono {
  const app = new Hono()
  app.use('*', async (context, next) => {
    await next()
    context.header('content-security-policy', POLICY)
    context.header('cross-origin-opener-policy', 'same-origin')
    context.header('permissions-policy', 'camera=(self), microphone=(self), geolocation=(self)')
  })
  app.route('/', streetMap(streets))
  // Opened at the first request: the command line, for example, needs no built web application.
  let files: ReturnType<typeof filesOf> | undefined
  app.use('*', (context, next) => (files ??= filesOf(folder))(context, next))
  // A missing asset of another version must give 404, not the page.
  app.get('/assets/*', (context) => context.notFound())
  app.get('*', async (context) => {
    const page = `${folder}/index.html`
    if (!existsSync(page)) return context.text('The web application is not built yet: npm run build', 503)
    context.header('cache-control', 'no-cache')
    return context.html(await readFile(page, 'utf8'))
  })
  return app
}

function filesOf(folder: string) {
  return serveStatic({
    root: folder,
    // As `npm run build` compressed them.
    precompressed: true,
    onFound: (path, context) => {
      // Built assets have a hash of their content in their name; the page and the service worker must be
      // fetched each time.
      context.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
}
