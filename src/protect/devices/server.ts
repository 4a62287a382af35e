// Lists and withdraws devices, and keeps the reason why a command that was not taken in is given up.
import { discardCommand } from '../../kernel/envelope.ts'
import { unknown } from '../../kernel/problem.ts'
import { answer, on, type Capability } from '../../platform/capability.ts'
import { findDevices, findEnded, findHolder, revokeDevice } from '../../platform/devices.ts'
import * as contract from './contract.ts'
import * as policy from './policy.ts'

export const devices: Capability = {
  name: 'devices',
  handlers: [
    on(contract.revokeDevice, {
      may: policy.revokeOwn,
      async run({ tx, actor, receivedAt }, { id, reason }) {
        const holder = await findHolder(tx, id)
        const mayAll = policy.answerForAll(actor) === true
        if (holder === undefined || (holder !== actor.user && !mayAll)) throw unknown('device.unknown')
        await revokeDevice(tx, actor, id, reason, receivedAt)
        return { id }
      },
    }),
    // The command's own record is what is kept: who gave up which command, when and why.
    on(discardCommand, {
      may: policy.discardOwn,
      async run({ tx, actor }, { id }) {
        const outcome = await findEnded(tx, actor, id)
        if (outcome !== 'rejected' && outcome !== 'parked') throw unknown('command.not_kept', { id })
        return { id }
      },
    }),
    answer(contract.listDevices, {
      may: policy.seeOwn,
      run: async ({ tx, actor }) => ({
        devices: await findDevices(tx, policy.answerForAll(actor) === true ? undefined : actor.user),
      }),
    }),
  ],
}
