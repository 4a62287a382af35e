// A restored installation, and users of it who sign in over HTTP with their own passwords and cookies.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import type pg from 'pg'
import { compose, type Composed } from '../../src/entry/server.ts'
import { inProcessKeys } from '../../src/platform/key-service.ts'
import { openSigningKey } from '../../src/platform/signing-key.ts'

/** What an operator keeps apart from the backup, and the passwords that users remember. */
export type Keys = {
  secret: string
  wrappingKey: string
  /** The private half; the public one is next to it, as an operator wrote it down. */
  sealKey: string
  publicKey: string
  /** When the phones are back in coverage. */
  now: string
  password: string
  pin: string
  /** An API key of an external program that reads figures. */
  program: string
}

export const emailOf = (name: string) => `${name}@integrate.example`

export async function openInstallation(
  pool: pg.Pool,
  keys: Keys,
  files: { folder: string; now?: () => Date },
): Promise<Composed> {
  return await compose({
    pool,
    origin: 'http://localhost:3000',
    secret: keys.secret,
    keys: inProcessKeys(() => keys.wrappingKey),
    attachments: join(files.folder, 'attachments'),
    imports: join(files.folder, 'imports'),
    erasures: { file: join(files.folder, 'erasures.jsonl'), key: openSigningKey(keys.sealKey) },
    log: () => {},
    now: files.now ?? (() => new Date(keys.now)),
  })
}

export type Browser = {
  send(path: string, init?: RequestInit): Promise<Response>
  post(path: string, body: unknown): Promise<{ status: number; body: Json }>
  get(path: string): Promise<{ status: number; body: Json }>
}
// Untyped JSON: each test checks the fields that it reads.
export interface Json {
  [key: string]: Json
}

/** A browser that keeps cookies and sends the header of our own pages. */
export function browser(app: Hono): Browser {
  const jar = new Map<string, string>()
  async function send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.request(path, {
      ...init,
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'arraigo',
        ...(cookie && { cookie }),
        ...(init.headers as Record<string, string> | undefined),
      },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? []
      jar.set(name, value)
    }
    return response
  }
  const answer = async (response: Response) => ({
    status: response.status,
    body: (await response.json()) as Json,
  })
  return {
    send,
    post: async (path, body) => answer(await send(path, { method: 'POST', body: JSON.stringify(body) })),
    get: async (path) => answer(await send(path)),
  }
}

/** @throws Error when the password no longer opens a session */
export async function signedIn({ http }: Composed, { password }: Keys, name: string): Promise<Browser> {
  const one = browser(http)
  const { status } = await one.post('/api/auth/sign-in', { email: emailOf(name), password })
  if (status !== 200) throw new Error(`Signing in as ${name} was answered with ${status}.`)
  return one
}

export const packed = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 9 })

export const unpacked = async <T>(file: string): Promise<T> =>
  JSON.parse(gunzipSync(await readFile(file)).toString()) as T
