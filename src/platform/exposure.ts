// Said in front of every address that is neither a command nor a query: what can be learnt through it.
import type { Hono, MiddlewareHandler } from 'hono'
import type { Exposure } from '../kernel/command.ts'

/** `app.get('/api/attachments/:id', reaches('person'), …)`; the proof of the firewall and a test read it back. */
export function exposes(exposure: Exposure): MiddlewareHandler & { exposure: Exposure } {
  return Object.assign<MiddlewareHandler, { exposure: Exposure }>((_, next) => next(), { exposure })
}

export type Address = { method: string; path: string; exposure: Exposure | undefined }

/** Where commands and queries are spoken to; each of them is classified by its contract. */
export const BY_NAME = '/api/:name{[a-z_]+\\.[a-z_]+}'

/** Every address of an application under /api but those of commands and queries, from its own table of routes. */
export function addressesOf(app: Hono): Address[] {
  const found = new Map<string, Address>()
  for (const { method, path, handler } of app.routes) {
    // What stands before or behind all of them answers nothing of its own.
    if (!path.startsWith('/api') || path === '/api/*' || path === BY_NAME) continue
    const key = `${method} ${path}`
    const exposure = (handler as { exposure?: Exposure }).exposure ?? found.get(key)?.exposure
    found.set(key, { method, path, exposure })
  }
  return [...found.values()]
}
