// A command that may be made without a network has a handler on the device, and no other command has one.
import { expect, test } from 'vitest'
import { discardCommand } from '../kernel/device-sync.ts'
import { isCommandHandler } from '../platform/app.ts'
import { capabilities } from './capabilities.ts'
import { deviceCapabilitiesWith } from './device-capabilities.ts'

test('the commands that a device handles are those whose declaration says offline', () => {
  const handled = deviceCapabilitiesWith(() => undefined).flatMap(({ commands, lists = [] }) => [
    ...commands,
    ...lists.flatMap((list) => list.commands ?? []),
  ])
  // One command may be about people and about documents of lists.
  const onDevice = new Set(handled.map(({ operation }) => operation.name))
  const offline = capabilities
    .flatMap(({ handlers }) => handlers)
    .flatMap((handler) =>
      isCommandHandler(handler) && handler.operation.offline ? [handler.operation.name] : [],
    )
  // The outbox itself issues the command that discards what it could not send; it changes no document.
  expect([...onDevice, discardCommand.name].sort()).toEqual(offline.sort())
  expect(offline.length).toBeGreaterThan(30)
})
