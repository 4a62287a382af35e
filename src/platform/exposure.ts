// Declares what each HTTP route that is neither a command nor a query discloses, for the firewall.
import type { Hono, MiddlewareHandler } from 'hono'
import type { Exposure } from '../kernel/command.ts'

/**
 * `app.get('/api/attachments/:id', exposes('person'), …)`; the proof of the firewall and a test read it back.
 */
export function exposes(exposure: Exposure): MiddlewareHandler & { exposure: Exposure } {
  return Object.assign<MiddlewareHandler, { exposure: Exposure }>((_, next) => next(), { exposure })
}

export type Address = { method: string; path: string; exposure: Exposure | undefined }

/** The route of commands and queries; each of them declares its own exposure. */
export const BY_NAME = '/api/:name{[a-z_]+\\.[a-z_]+}'

/** Every route under /api but those of commands and queries, from the application's route table. */
export function addressesOf(app: Hono): Address[] {
  const found = new Map<string, Address>()
  for (const { method, path, handler } of app.routes) {
    // Middleware for all routes, and the final 404, return no data.
    if (!path.startsWith('/api') || path === '/api/*' || path === BY_NAME) continue
    const key = `${method} ${path}`
    const exposure = (handler as { exposure?: Exposure }).exposure ?? found.get(key)?.exposure
    found.set(key, { method, path, exposure })
  }
  return [...found.values()]
}
