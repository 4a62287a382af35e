// What a device would hold: the documents it was given, without those it was told to forget.
import type { Actor } from '../../src/kernel/actor.ts'
import type { Id } from '../../src/kernel/words.ts'
import { sync } from '../../src/platform/sync.ts'
import type { TestNetwork } from './network.ts'

export type Replica = {
  readonly device: Id
  readonly held: ReadonlyMap<string, unknown>
  /** Asks for everything that changed since the last time. */
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
