// Starts an OpenID Connect provider for a test, and takes a browser through its pages over HTTP.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cleanups } from './cleanup.ts'
import type { ProviderUser, Instruction } from './provider-process.ts'
import type { Reply, Visitor } from './visitor.ts'

export type TestProvider = Awaited<ReturnType<typeof startProvider>>

/** A provider that knows one client, who returns to `redirect`. */
export async function startProvider(redirect: string) {
  const clientId = 'arraigo'
  const clientSecret = 'a secret between the two of them'
  const child = fork(
    fileURLToPath(new URL('provider-process.ts', import.meta.url)),
    [clientId, clientSecret, redirect],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  cleanups.push(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const [issuer] = (await once(child, 'message')) as [string]
  const tell = async (told: Instruction): Promise<void> => {
    child.send(told)
    await once(child, 'message')
  }

  /** From the provider's address to the one it redirects back to, in a new browser. */
  async function walk(to: string): Promise<URL> {
    const jar = new Map<string, string>()
    for (let next = new URL(to), hop = 0; hop < 10; hop++) {
      if (next.href.startsWith(redirect)) return next
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? []
        jar.set(name, value)
      }
      const location = response.headers.get('location')
      if (location === null) throw new Error(`${next.href}: ${response.status} ${await response.text()}`)
      next = new URL(location, next)
    }
    throw new Error('The provider sends the browser round in circles.')
  }

  return {
    issuer,
    clientId,
    clientSecret,
    walk,
    sits: (sitting: ProviderUser) => tell({ tell: 'sitting', sitting }),
    lies: (lie: Omit<Extract<Instruction, { tell: 'lie' }>, 'tell'>) => tell({ tell: 'lie', ...lie }),
    tellsTheTruth: () => tell({ tell: 'lie' }),
    rotates: () => tell({ tell: 'rotate' }),
    /** The whole round trip; returns the last answer of the application. */
    async brings(one: Visitor, email: string): Promise<{ status: number; body: Reply }> {
      const begun = await one.post('sign-on', { email })
      if (begun.status !== 200) return begun
      const { search } = await walk(String(begun.body['to']))
      return one.post('sign-on-return', { answer: search })
    },
  }
}
