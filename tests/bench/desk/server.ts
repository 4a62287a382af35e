// The server of desk.latency: as in production with jobs, notifications and sealing, in a process of its own or,
// to compare, in the one of the desks.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { serve } from '../../../src/entry/server.ts'
import type { Actor } from '../../../src/kernel/actor.ts'
import { grantsOf } from '../../../src/kernel/roles.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { operatorHeader, type Health } from '../../../src/platform/health/health.ts'
import { clearProcessLoad } from '../../../src/platform/health/process-load.ts'
import { makeSigningKey } from '../../../src/platform/signing-key.ts'

const SECRET = 'only for measuring, long enough'

/** The user at every desk; always the same, so that a filled database can be measured again. */
export const actor: Actor = {
  user: '01900000-0000-7000-8000-000000000002' as Id,
  name: 'Ana',
  organisation: '01900000-0000-7000-8000-000000000001' as Id,
  organisationName: 'Huerta del Barrio',
  organisationClass: 'public',
  roles: ['front_desk'],
  grants: grantsOf(['front_desk']),
  locale: 'es',
  timeZone: 'America/Bogota',
  scope: 'organisation',
}

export type DeskServer = {
  url: string
  /** Processor time of its process, in milliseconds. */
  cpu(): Promise<number>
  /** Forgets the delays that were measured until now. */
  clear(): Promise<void>
  stop(): Promise<void>
}

const spent = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** In this process, next to the desks. */
export async function serveHere(connection: pg.PoolConfig): Promise<DeskServer> {
  const kept = await mkdtemp(join(tmpdir(), 'arraigo-desk-seals-'))
  const serving = await serve({
    connection,
    port: 0,
    origin: 'http://localhost',
    secret: SECRET,
    log: () => {},
    identify: async () => actor,
    sealing: { key: makeSigningKey(), checkpoints: join(kept, 'checkpoints.jsonl') },
  })
  return {
    url: serving.url,
    cpu: async () => spent(),
    clear: async () => clearProcessLoad(),
    async stop() {
      await serving.stop()
      await rm(kept, { recursive: true })
    },
  }
}

/** In a process of its own, which answers each message with the result of the method of that name. */
export async function serveApart(connection: pg.PoolConfig): Promise<DeskServer> {
  const child = fork(import.meta.filename, [JSON.stringify(connection)])
  const answer = async () => ((await once(child, 'message')) as [unknown])[0]
  const ask = (method: keyof DeskServer) => {
    child.send(method)
    return answer()
  }
  return {
    url: (await answer()) as string,
    cpu: async () => (await ask('cpu')) as number,
    clear: async () => void (await ask('clear')),
    async stop() {
      await ask('stop')
      child.disconnect()
    },
  }
}

/** What the server tells its operators. */
export async function healthAt(url: string): Promise<Health> {
  const headers = { authorization: operatorHeader(SECRET, new Date()) }
  return (await (await fetch(`${url}/api/health`, { headers })).json()) as Health
}

if (import.meta.main) {
  const server = await serveHere(JSON.parse(process.argv[2] ?? '{}') as pg.PoolConfig)
  process.on('message', async (method: 'cpu' | 'clear' | 'stop') => {
    process.send?.((await server[method]()) ?? null)
  })
  process.send?.(server.url)
}
