// More requests at once than there are connections, at every address and every operation: a request that
// holds a connection while it waits for another stops the whole server when enough of them meet.
import fc from 'fast-check'
import type { Actor } from '../../../src/kernel/actor.ts'
import { addressesOf } from '../../../src/platform/exposure.ts'
import { document, inputSchema } from '../../fuzz/document.ts'
import { shaped } from '../../fuzz/inputs.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { everyAddress, type Addresses } from '../addresses.ts'
import type { Kind } from './kind.ts'

/** One and a half times the connections of a test's pool. */
const BURST = 12
/** Milliseconds after which a burst counts as hanging: far more than the wait for a connection. */
const HANGS = 60_000

type Request = { path: string; init?: RequestInit }

export const kind: Kind = {
  name: 'pool',
  async attack(network, rounds) {
    const addresses = await everyAddress(network)
    const { dora, sol, clara } = network.actors
    const leaks: string[] = []
    let attempts = 0
    const burst = async (what: string, requests: readonly Request[], actors: readonly Actor[]) => {
      // After a hang, further requests show nothing.
      if (leaks.length > 0) return
      attempts += requests.length
      const wrong = await answersOf(addresses, requests, actors)
      if (wrong) leaks.push(`${what}: ${wrong}`)
    }
    for (let round = 0; round < rounds; round++) {
      await burst('late work', await lateWork(network), [sol])
      await burst('exchanges of devices', exchanges(network), [clara])
      for (const { method, path } of addressesOf(addresses.http)) {
        // A stream that stays open answers when something happens.
        if (path === '/api/live') continue
        const requests = Array.from({ length: BURST }, () => generic(network, method, path))
        await burst(`${method} ${path}`, requests, [dora, sol])
      }
      for (const [path, { get, post }] of Object.entries(document.paths)) {
        const operation = get ?? post
        if (!operation) continue
        const inputs = fc.sample(shaped(inputSchema(operation), { known: [network.newId()] }), BURST)
        const requests = inputs.map((input) => ({
          path: get ? `/api${path}?input=${encodeURIComponent(JSON.stringify(input))}` : `/api${path}`,
          ...(!get && { init: { method: 'POST', body: JSON.stringify(input) } }),
        }))
        await burst(path, requests, [dora, sol, clara])
      }
    }
    return { attempts, leaks }
  },
}

/** What was wrong with the answers to requests sent at once; undefined when each was answered. */
async function answersOf(
  { send }: Addresses,
  requests: readonly Request[],
  actors: readonly Actor[],
): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const hang = new Promise<'hang'>((resolve) => {
    timer = setTimeout(() => resolve('hang'), HANGS)
  })
  const all = Promise.all(
    requests.map(({ path, init }, at) => send(actors[at % actors.length] as Actor, path, init)),
  )
  const answers = await Promise.race([all, hang])
  clearTimeout(timer)
  if (answers === 'hang') return 'the server no longer answers'
  const failed = answers.filter(({ status }) => status >= 500)
  return failed.length > 0 ? `${failed.length} answered ${failed[0]?.status}: ${failed[0]?.text}` : undefined
}

/** Work of as many lost devices, taken in by a colleague at once. */
async function lateWork(network: TestNetwork): Promise<Request[]> {
  const { rows } = await network.database.pool.query<{ id: string }>(
    `insert into late_command (id, organisation, device, holder, name, input, occurred_at, handed_at)
     select gen_random_uuid(), $1, gen_random_uuid(), $2, 'person.register', '{}', now(), now()
     from generate_series(1, $3) returning id`,
    [network.organisations.garden, network.actors.clara.user, BURST],
  )
  return rows.map(({ id }) => ({
    path: `/api/late/${id}`,
    init: { method: 'POST', body: JSON.stringify({ id: network.newId(), input: person(network) }) },
  }))
}

/** As many devices, each with a command made under a pack release that this process has never read. */
function exchanges(network: TestNetwork): Request[] {
  return Array.from({ length: BURST }, () => {
    const envelope = {
      id: network.newId(),
      seq: 1,
      name: 'person.register',
      input: person(network),
      occurredAt: network.clock.now.toISOString(),
      packRelease: `huerta@${network.newId()}`,
    }
    const body = { device: network.newId(), commands: [envelope], pull: { cursor: null } }
    return { path: '/api/sync', init: { method: 'POST', body: JSON.stringify(body) } }
  })
}

const person = ({ newId }: TestNetwork) => ({ id: newId(), searched: 'everywhere', called: 'Nadie' })

function generic({ newId }: TestNetwork, method: string, path: string): Request {
  const about = `id=${newId()}&person=${newId()}&demand=${newId()}&device=${newId()}&name=x.csv`
  const filled = path.replace(/:\w+(?:\{[^}]*\})?/gu, () => newId())
  return { path: `${filled}?${about}`, ...(method === 'POST' && { init: { method, body: '{}' } }) }
}
