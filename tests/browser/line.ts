// The line between a browser and the server, which a test makes bad: a captive portal answers, a proxy fails,
// connections break.
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { cleanups } from '../harness/cleanup.ts'
import { freePort } from '../harness/port.ts'

/**
 * What arrives instead of an answer of the server; `cut` breaks the connection, and with `lost` the server answers but
 * a proxy fails to bring that.
 */
export type Instead =
  | 'cut'
  | 'lost'
  | { status: number; type?: string; body?: string; headers?: Record<string, string> }

/** Decides about each request; undefined lets it pass. */
type Rule = (request: { method: string; path: string }) => Instead | undefined

const page = (status: number, title: string): Instead => ({
  status,
  type: 'text/html',
  body: `<!doctype html><title>${title}</title><h1>${title}</h1>`,
})
/** The sign-in page of a hotel's network. */
export const PORTAL = page(200, 'Hotel Mirador')
export const BAD_GATEWAY = page(502, 'Bad Gateway')
export const TOO_MANY = page(429, 'Too Many Requests')
/** Whatever may come of a request that did not reach the server. */
export const NOT_OURS: Readonly<Record<string, Instead>> = {
  'a page of HTML with 200': PORTAL,
  'nothing, with 200': { status: 200, type: 'application/json', body: '' },
  'nothing, with 204': { status: 204 },
  'JSON of another server': { status: 200, type: 'application/json', body: '{}' },
  'a refusal of another server': { status: 409, type: 'application/json', body: '{"code":"unauthorized"}' },
  'a redirection to a sign-in page': { status: 302, headers: { location: '/' } },
  'a page of HTML with 401': page(401, 'Sign in'),
  'a page of HTML with 403': page(403, 'Forbidden'),
  'a page of HTML with 511': page(511, 'Network Authentication Required'),
  'a page of HTML with 500': page(500, 'Proxy error'),
  'a broken connection': 'cut',
}

export type Line = Awaited<ReturnType<typeof openLine>>

/** Opens a line; `lead` says to which server. Without one it answers as the documented proxies do: 502. */
export async function openLine() {
  const port = await freePort()
  let upstream: number | undefined
  let rule: Rule = () => undefined
  const seen: string[] = []

  function respond(
    response: ServerResponse,
    { status, type, body = '', headers = {} }: Exclude<Instead, string>,
  ) {
    response.writeHead(status, { ...(type !== undefined && { 'content-type': type }), ...headers })
    response.end(body)
  }

  function forward(incoming: IncomingMessage, response: ServerResponse, to: number, isLost: boolean) {
    const { method, url: path, headers } = incoming
    const outgoing = ask({ port: to, host: '127.0.0.1', method, path, headers }, (answer) => {
      if (isLost) {
        answer.resume().on('end', () => respond(response, BAD_GATEWAY as Exclude<Instead, string>))
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    outgoing.on('error', () => {
      if (response.headersSent) response.destroy()
      else respond(response, BAD_GATEWAY as Exclude<Instead, string>)
    })
    response.on('close', () => outgoing.destroy())
    incoming.pipe(outgoing)
  }

  const server = createServer((incoming, response) => {
    const { method = 'GET', url: path = '/' } = incoming
    seen.push(`${method} ${path}`)
    const instead = rule({ method, path })
    if (instead === 'cut') incoming.socket.destroy()
    else if (instead !== undefined && instead !== 'lost')
      incoming.resume().on('end', () => respond(response, instead))
    else if (upstream === undefined)
      incoming.resume().on('end', () => respond(response, BAD_GATEWAY as Exclude<Instead, string>))
    else forward(incoming, response, upstream, instead === 'lost')
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  cleanups.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return {
    url: `http://localhost:${port}`,
    /** The requests that came, in their order. */
    seen,
    lead(to: number | undefined) {
      upstream = to
    },
    /** Makes the line bad; also ends the connections that are open. */
    disturb(next: Rule) {
      rule = next
      server.closeAllConnections()
    },
    heal() {
      rule = () => undefined
    },
  }
}

/** Requests to the API. */
export const ofApi =
  (instead: Instead): Rule =>
  ({ path }) =>
    path.startsWith('/api/') ? instead : undefined
/** Requests that this pattern describes, by method and path. */
export const matching =
  (pattern: RegExp, instead: Instead): Rule =>
  ({ method, path }) =>
    pattern.test(`${method} ${path}`) ? instead : undefined
