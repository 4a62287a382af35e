// The device of whoever is signed in: every capability's part of it, kept in touch with the server, shown in the frame.
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OutputOf, Query } from '../kernel/command.ts'
import { openDevice, type Device as Kept, type Status as DeviceStatus } from '../device/device.ts'
import { keepInTouch } from '../device/keep-in-touch.ts'
import { findLock, noteWaiting } from '../device/locks.ts'
import type { Opened } from '../device/unlock.ts'
import { askQuery } from '../kit/data.tsx'
import { Icon } from '../kit/Icon.tsx'
import { useMessages } from '../kit/messages.tsx'
import { keepAnswer, keptAnswer } from '../kit/reference.ts'
import type { Session } from '../kit/session.tsx'
import type { Device } from './App.tsx'
import { deviceCapabilitiesWith } from './device-capabilities.ts'

/** What was kept of it is known at once: a phone that starts without a network still knows what each service is called. */
async function recallAnswers(client: QueryClient, needed: readonly Query[]) {
  for (const { name } of needed) {
    const kept = await keptAnswer(name, {})
    if (kept)
      client.setQueryData<unknown>([name, '{}'], (known: unknown) => known ?? { ...kept, fromDevice: true }, {
        updatedAt: 0,
      })
  }
}

/** Kept before anybody is out of coverage, whether or not its screen was ever opened. */
function keepAnswers(needed: readonly Query[]) {
  for (const query of needed) {
    askQuery(query, {}).then(
      (output) => keepAnswer(query.name, {}, output),
      () => {},
    )
  }
}

export type Started = { device: Device; store: string; stop(): void }

/** Puts an opened store to work: kept in touch with the server, and answering when the server does not. */
export async function startDevice(
  session: Session,
  {
    client,
    opened: { store, key, emptied },
    onRevoked,
  }: { client: QueryClient; opened: Opened<Session>; onRevoked: () => void },
): Promise<Started> {
  const known = <Q extends Query>({ name }: Q) =>
    client.getQueryData<{ output: OutputOf<Q> }>([name, '{}'])?.output
  const capabilities = deviceCapabilitiesWith(known)
  const needed = [...new Set(capabilities.flatMap(({ needs }) => needs ?? []))]
  const keepNeeded = () => keepAnswers(needed)
  await recallAnswers(client, needed)
  const lock = await findLock(store)
  const device = await openDevice({
    actor: session.actor,
    capabilities,
    key,
    emptied,
    ...(lock && { device: lock.device }),
  })
  const { ring, stop: stopTouch } = keepInTouch(device)
  keepNeeded()
  addEventListener('online', keepNeeded)
  addEventListener('arraigo:facts', ring)
  function stop() {
    stopTouch()
    removeEventListener('arraigo:facts', ring)
    device.close()
  }
  device.subscribe(() => {
    // What was answered from here may have changed here.
    void client.invalidateQueries({
      predicate: ({ state }) => (state.data as { fromDevice?: boolean } | undefined)?.fromDevice === true,
    })
    void device.status().then(({ connection, pending, attention }) => {
      if (connection !== 'revoked') return void noteWaiting(store, pending + attention)
      stop()
      onRevoked()
    })
  })
  void import('../identity/devices/screens/keeping.ts').then(({ refreshLock }) =>
    refreshLock(store, key, session).catch(() => {}),
  )
  const Status = () => <Waiting device={device} />
  return { store, stop, device: { outbox: device, replica: device, kept: device, Status } }
}

function useStatus(device: Kept): DeviceStatus | undefined {
  const [status, setStatus] = useState<DeviceStatus>()
  useEffect(() => {
    const look = () => void device.status().then(setStatus)
    look()
    return device.subscribe(look)
  }, [device])
  return status
}

/** What waits on this device: to be sent by itself, or for a person to decide. Nothing when nothing waits. */
function Waiting({ device }: { device: Kept }) {
  const t = useMessages()
  const status = useStatus(device)
  if (status === undefined || (status.pending === 0 && status.attention === 0)) return null
  return (
    <output className="waiting screen-only">
      {status.pending > 0 && (
        <span>
          <Icon name="clock" />
          {t('kit.waiting_to_send', { count: status.pending })}
        </span>
      )}
      {status.attention > 0 && (
        <a href="/attention">
          <Icon name="alert" />
          {t('kit.needs_attention', { count: status.attention })}
        </a>
      )}
    </output>
  )
}
