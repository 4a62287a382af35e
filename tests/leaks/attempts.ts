// How an address is tried by somebody who has nothing to do with what it shows: sending, and what comes of it.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Stage } from './attack.ts'
import type { Watch } from './watch.ts'

export type Try = { sent: string; answer: { status: number; text: string } }
/** Tries one address with others' ids, files, devices and places in a line. */
export type Attack = (stage: Stage, watch: Watch, attacker: Actor) => Promise<Try[]>

export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
/** Of many ids, a few from each end and the middle. */
export const some = (ids: readonly string[], most = 12) =>
  ids.filter((_, at) => at % Math.ceil(ids.length / most) === 0)

export const get = async ({ send }: Stage, attacker: Actor, path: string): Promise<Try> => ({
  sent: path,
  answer: await send(attacker, path),
})
export const post = async ({ send }: Stage, attacker: Actor, path: string, body: BodyInit): Promise<Try> => ({
  sent: `${path} ${typeof body === 'string' ? body : ''}`,
  answer: await send(attacker, path, { method: 'POST', body }),
})

export const column = async ({ network }: Stage, query: string): Promise<string[]> =>
  (await network.database.pool.query<{ one: string }>(query)).rows.map(({ one }) => one)
