// A command that may be made without a network has a handler on the device, and no other command has one.
import { expect, test } from 'vitest'
import { discardCommand } from '../kernel/envelope.ts'
import { isCommandHandler } from '../platform/house.ts'
import { capabilities } from './capabilities.ts'
import { capabilitiesOf } from './device-capabilities.ts'

test('the commands that a device handles are those whose contract says offline', () => {
  const onDevice = capabilitiesOf(
    () => undefined,
    () => [],
  ).flatMap(({ commands }) => commands.map(({ contract }) => contract.name))
  const offline = capabilities
    .flatMap(({ handlers }) => handlers)
    .flatMap((handler) =>
      isCommandHandler(handler) && handler.contract.offline ? [handler.contract.name] : [],
    )
  // The outbox itself makes the command that takes back what it could not send: it changes no document.
  expect([...onDevice, discardCommand.name].sort()).toEqual(offline.sort())
  expect(offline.length).toBeGreaterThan(30)
})
