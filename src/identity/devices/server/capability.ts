// Lists and withdraws devices, and keeps the reason why a rejected command is discarded.
import { onlySystem } from '../../../kernel/actor.ts'
import { discardCommand } from '../../../kernel/device-sync.ts'
import { roundedDown } from '../../../kernel/figures.ts'
import { commandNotKept, deviceUnknown } from '../../../kernel/problems.ts'
import { answer, on, type Capability } from '../../../platform/capability.ts'
import { findDevices, findEnded, findHolder, findRule, findSecret, endDevice, setRule } from '../sql.ts'
import { countLateRows, endLate, findLate, findRefused, forgetLate, lateRoutes, onRecord } from './late.ts'
import {
  revokeDevice,
  discardLate,
  listLate,
  countLate,
  eraseLate,
  setDeviceRule,
  getDeviceRule,
  getDeviceSecret,
  listDevices,
} from '../operations.ts'
import * as policy from '../policy.ts'

export const capability: Capability = {
  name: 'devices',
  routes: [lateRoutes],
  handlers: [
    on(revokeDevice, {
      may: policy.revokeOwn,
      async run({ tx, actor, receivedAt }, { id, reason }) {
        const holder = await findHolder(tx, id)
        const mayAll = policy.answerForAll(actor) === true
        if (holder === undefined || (holder !== actor.user && !mayAll)) throw deviceUnknown()
        await endDevice(tx, actor, id, reason, receivedAt)
        return { id }
      },
    }),
    // The row in the command log is the record: who discarded which command, when and why.
    on(discardCommand, {
      may: policy.discardOwn,
      async run({ tx, actor, receivedAt }, { id, reason }) {
        const outcome = await findEnded(tx, actor, id)
        if (outcome !== 'rejected' && outcome !== 'parked') throw commandNotKept({ id })
        // A copy of it may be with the server, sent after too many wrong PINs.
        await endLate(tx, actor, id, reason, receivedAt)
        return { id }
      },
    }),
    on(discardLate, {
      may: policy.decideLate,
      async run({ tx, actor, receivedAt }, { id, reason }) {
        if (!(await endLate(tx, actor, id, reason, receivedAt))) throw commandNotKept({ id })
        return { id }
      },
    }),
    answer(listLate, {
      may: policy.decideLate,
      async run(ctx) {
        const rows = await findLate(ctx.tx)
        const late = rows.map((row) => {
          const permitted = ctx.permits(row.name)
          return { ...row, permitted, input: permitted ? row.input : null }
        })
        const shown = await onRecord(ctx.tx, JSON.stringify(late.map(({ input }) => input)))
        ctx.disclose(shown.map((person) => ({ person, fields: ['record'], purpose: 'care' })))
        return { late, refused: await findRefused(ctx.tx, ctx.receivedAt) }
      },
    }),
    answer(countLate, {
      may: policy.decideLate,
      async run({ tx }) {
        const waiting = await countLateRows(tx)
        return { waiting: [...waiting.values()].reduce((sum, each) => sum + each, 0) }
      },
    }),
    on(eraseLate, {
      may: onlySystem,
      run: (ctx, { person, organisation }) =>
        ctx.asSystem(async () => {
          await forgetLate(ctx.tx, person, organisation)
          return {}
        }),
    }),
    on(setDeviceRule, {
      may: policy.setRule,
      async run({ tx, actor }, rule) {
        await setRule(tx, actor.organisation, rule)
        return {}
      },
    }),
    answer(getDeviceRule, {
      may: policy.openOwn,
      run: ({ tx, actor }) => findRule(tx, actor.organisation),
    }),
    answer(getDeviceSecret, {
      may: policy.openOwn,
      async run({ tx, actor }, { id }) {
        const secret = await findSecret(tx, actor, id)
        if (secret === undefined) throw deviceUnknown()
        return { secret }
      },
    }),
    answer(listDevices, {
      may: policy.seeOwn,
      async run({ tx, actor }) {
        const found = await findDevices(tx, policy.answerForAll(actor) === true ? undefined : actor.user)
        const late = await countLateRows(tx)
        return {
          devices: found.map((device) => ({
            ...device,
            // The number of people on a colleague's device includes people whom this user may not open.
            people: device.holder === actor.user ? device.people : roundedDown(device.people, actor),
            late: late.get(device.id) ?? 0,
          })),
        }
      },
    }),
  ],
}
