// Helpers for attacks on an address by an outsider: sending a request, and its answer.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Fixture } from './attack.ts'
import type { Watch } from './watch.ts'

export type Attempt = { sent: string; answer: { status: number; text: string } }
/** Tries one address with others' ids, files, devices and stream positions. */
export type Attack = (fixture: Fixture, watch: Watch, attacker: Actor) => Promise<Attempt[]>

export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
/** Of many ids, an evenly spaced sample. */
export const some = (ids: readonly string[], most = 12) =>
  ids.filter((_, at) => at % Math.ceil(ids.length / most) === 0)

export const get = async ({ send }: Fixture, attacker: Actor, path: string): Promise<Attempt> => ({
  sent: path,
  answer: await send(attacker, path),
})
/** The attack on an address that shows nobody, or only the caller. */
export const plain =
  (path: string): Attack =>
  async (fixture, _watch, attacker) => [await get(fixture, attacker, path)]
export const post = async (
  { send }: Fixture,
  attacker: Actor,
  path: string,
  body: BodyInit,
): Promise<Attempt> => ({
  sent: `${path} ${typeof body === 'string' ? body : ''}`,
  answer: await send(attacker, path, { method: 'POST', body }),
})

export const column = async ({ network }: Fixture, query: string): Promise<string[]> =>
  (await network.database.pool.query<{ one: string }>(query)).rows.map(({ one }) => one)
