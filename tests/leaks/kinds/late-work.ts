// A device's secret used by a person who has left, after the device was withdrawn and handed over, or for
// more data than a device can hold: whatever the server keeps of it is a leak, and so is a refusal that
// nobody in the organisation is told of.
import { hkdfSync, randomBytes } from 'node:crypto'
import type { Actor } from '../../../src/kernel/actor.ts'
import { SPARE_KEY, storeName } from '../../../src/kernel/device-sync.ts'
import type { Id } from '../../../src/kernel/words.ts'
import { seal } from '../../../src/platform/key-service.ts'
import { MOST_BYTES, MOST_ROWS } from '../../../src/identity/devices/server/late.ts'
import { getDeviceSecret, listLate, revokeDevice } from '../../../src/identity/devices/operations.ts'
import type { TestNetwork } from '../../harness/network.ts'
import { everyAddress, type Addresses } from '../addresses.ts'
import type { Kind } from './kind.ts'

const BATCH = 200

type Tablet = { device: Id; secret: Buffer; holder: Actor }

/** The ways in which a person loses the right to hand over work with a device. */
const ENDS: Readonly<Record<string, (network: TestNetwork, tablet: Tablet) => Promise<unknown>>> = {
  'the account was closed': ({ database }, { holder }) =>
    database.pool.query('update app_user set active = false where id = $1', [holder.user]),
  'the role was taken': ({ database }, { holder }) =>
    database.pool.query('update role_assignment set revoked_at = now() where app_user = $1', [holder.user]),
  'the role ran out': ({ database }, { holder }) =>
    database.pool.query(`update role_assignment set valid_until = '2020-06-01' where app_user = $1`, [
      holder.user,
    ]),
  'the role is of another organisation now': ({ database, organisations }, { holder }) =>
    database.pool.query(
      `update role_assignment set organisation = $2, organisation_class = 'cso', centre = null
      where app_user = $1`,
      [holder.user, organisations.roots],
    ),
}

export const kind: Kind = {
  name: 'late-work',
  async attack(network, rounds) {
    const addresses = await everyAddress(network)
    const leaks: string[] = []
    let attempts = 0
    const { dora, sol } = network.actors
    const hand = async (tablet: Tablet, how: { rows?: number; letters?: number; last?: boolean } = {}) => {
      attempts++
      return await handOver(network, addresses, tablet, { rows: 1, letters: 10, last: false, ...how })
    }
    const keptOf = async ({ device }: Tablet) =>
      (
        await network.database.pool.query<{ rows: number; bytes: number }>(
          'select count(*)::int as rows, coalesce(sum(length(input)), 0)::int as bytes from late_command where device = $1',
          [device],
        )
      ).rows[0] ?? { rows: 0, bytes: 0 }
    const judge = async (what: string, tablet: Tablet, most: number) => {
      const { rows } = await keptOf(tablet)
      if (rows > most) leaks.push(`${what}: ${rows} kept instead of ${most}`)
      const { refused } = await network.ask(listLate, {}, sol)
      if (!refused?.some(({ device }) => device === tablet.device)) leaks.push(`${what}: nobody is told`)
    }

    for (let round = 0; round < rounds; round++) {
      for (const [what, end] of Object.entries(ENDS)) {
        for (const withdrawn of [false, true]) {
          const tablet = await prepare(network, addresses)
          if ((await hand(tablet)) !== 200) leaks.push(`${what}: even before, nothing was kept`)
          if (withdrawn) await network.execute(revokeDevice, { id: tablet.device, reason: 'Se perdió' }, dora)
          await end(network, tablet)
          for (const last of [false, true, false]) await hand(tablet, { last, rows: 1 + round })
          await judge(`${what}${withdrawn ? ', withdrawn' : ''}`, tablet, 1)
        }
      }

      const lost = await prepare(network, addresses)
      await network.execute(revokeDevice, { id: lost.device, reason: 'Se perdió' }, dora)
      await hand(lost)
      await hand(lost)
      if ((await keptOf(lost)).rows !== 2) leaks.push('a withdrawn device could not hand over')
      network.clock.advance(2)
      await hand(lost)
      await judge('withdrawn, and back two days later', lost, 2)

      const many = await prepare(network, addresses)
      for (let sent = 0; sent < MOST_ROWS + BATCH; sent += BATCH) await hand(many, { rows: BATCH })
      await Promise.all(Array.from({ length: 4 }, () => hand(many, { rows: BATCH })))
      await judge('more rows than a device holds', many, MOST_ROWS)

      const long = await prepare(network, addresses)
      for (let sent = 0; sent < MOST_BYTES + 1_000_000; sent += 1_000_000)
        await hand(long, { letters: 1_000_000 })
      const { bytes } = await keptOf(long)
      if (bytes > MOST_BYTES) leaks.push(`more bytes than a device holds: ${bytes}`)
    }
    return { attempts, leaks }
  },
}

async function prepare(network: TestNetwork, { send }: Addresses): Promise<Tablet> {
  const holder = await network.join('Ana', 'garden', ['front_desk'])
  const device = network.newId()
  await send(holder, '/api/sync', { method: 'POST', body: JSON.stringify({ device, commands: [] }) })
  const { secret } = await network.ask(getDeviceSecret, { id: device }, holder)
  return { device, secret: Buffer.from(secret, 'base64'), holder }
}

/** As the device does it, with the secret it once had; returns the status. */
async function handOver(
  { newId, clock }: TestNetwork,
  { http }: Addresses,
  { device, secret, holder }: Tablet,
  { rows, letters, last }: { rows: number; letters: number; last: boolean },
): Promise<number> {
  const dataKey = randomBytes(32)
  const spareKey = Buffer.from(hkdfSync('sha256', secret, device, SPARE_KEY, 32))
  const called = 'x'.repeat(letters)
  const body = {
    spare: sealedFor(spareKey, dataKey, storeName(holder)),
    rows: Array.from({ length: rows }, () => {
      const id = newId()
      const entry = {
        id,
        name: 'person.register',
        input: { id: newId(), searched: 'device', called },
        occurredAt: clock.now.toISOString(),
        state: 'pending',
      }
      const place = `entry/${id}`
      return { place, ...sealedFor(dataKey, Buffer.from(JSON.stringify(entry)), place) }
    }),
    last,
  }
  const { status } = await http.request(`/api/late?device=${device}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return status
}

function sealedFor(key: Buffer, plain: Buffer, place: string): { iv: string; bytes: string } {
  const sealed = seal(key, plain, place)
  return { iv: sealed.subarray(0, 12).toString('base64'), bytes: sealed.subarray(12).toString('base64') }
}
