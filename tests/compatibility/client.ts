// The device's code behind one entry point. `write.ts` bundles it, so that a later server is tested with the
// exact code that phones run today.
import type { KnownAnswer } from '../../src/device/capability.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Query } from '../../src/kernel/command.ts'
import type { Pack } from '../../src/kernel/packs/pack.ts'
import type { Id } from '../../src/kernel/words.ts'
import { openDevice } from '../../src/device/device.ts'
import type { Send } from '../../src/device/exchange.ts'
import type { Opened } from '../../src/device/unlock.ts'
import { deviceCapabilitiesWith } from '../../src/entry/device-capabilities.ts'
import { getPack } from '../../src/kernel/packs/pack-query.ts'
import { listServices, type Service } from '../../src/serve/services/operations.ts'

export { handOver } from '../../src/device/hand-over.ts'
export { findLock } from '../../src/device/locks.ts'
export { renewPin, tryPin } from '../../src/device/unlock.ts'

export type Session = { user: { name: string }; actor: Actor }

/** What a page loads besides the store: the pack in force and the services. */
export type Choices = { pack: Pack; services: readonly Service[] }

/** Opens an unlocked store for work, as `src/entry/device.tsx` does on a page. */
export const openPhone = (
  { session, key }: Opened<Session>,
  { pack, services }: Choices,
  more: { device: Id; send: Send; now: () => number; newId?: () => Id },
) =>
  openDevice({
    actor: session.actor,
    key,
    capabilities: deviceCapabilitiesWith(((query: Query) =>
      query.name === getPack.name
        ? { pack }
        : query.name === listServices.name
          ? { services }
          : undefined) as KnownAnswer),
    ...more,
  })
