// What the platform asks of the wing of identity, which it does not import: composition hands the answers in.
import type { Actor } from '../kernel/actor.ts'
import type { Id } from '../kernel/words.ts'
import type { Tx } from './database/connect.ts'

export type Identity = {
  /**
   * The same user in the same place with the roles of today.
   * @throws Problem once they may act no longer
   */
  actorToday(actor: Pick<Actor, 'user' | 'organisation' | 'centre'>): Promise<Actor>
  readonly devices: Devices
}

/** Devices that work offline, as far as an exchange with one needs to know. */
type Devices = {
  /**
   * Registers a new device, or checks that this one is still its holder's. Returns the database's id.
   * @throws Problem device.not_yours, device.revoked
   */
  admit(tx: Tx, actor: Actor, device: Id, now: string): Promise<Id>
  touch(tx: Tx, device: Id, now: string): Promise<void>
  isRevoked(tx: Tx, device: Id): Promise<boolean>
  /** Which of these commands it handed over, so that a colleague may have taken them in. */
  findHandedOver(tx: Tx, device: Id, commands: readonly Id[]): Promise<Id[]>
}
