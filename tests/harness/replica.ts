// The documents that a device would hold: those it received, without those it had to forget.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { sync } from '../../src/platform/sync/sync.ts'
import type { TestNetwork } from './network.ts'

export type Replica = {
  readonly device: Id
  readonly held: ReadonlyMap<string, unknown>
  /** Pulls everything that changed since the last time. */
  pull(): Promise<void>
}

export function replicaOf(network: TestNetwork, actor: Actor): Replica {
  const device = network.newId()
  const held = new Map<string, unknown>()
  let cursor: string | null = null
  return {
    device,
    held,
    async pull() {
      for (let more = true; more;) {
        const answer = await sync(network.app, actor, { device, commands: [], pull: { cursor } })
        if (answer.changes?.reset) held.clear()
        for (const { person, parts } of answer.changes?.documents ?? []) held.set(person, parts)
        for (const person of answer.changes?.withdrawn ?? []) held.delete(person)
        cursor = answer.cursor ?? null
        more = answer.more ?? false
      }
    },
  }
}
