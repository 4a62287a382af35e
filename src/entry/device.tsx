// Starts the device of the signed-in user: opens its capabilities, synchronises with the server, and shows
// the state in the frame.
import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { OutputOf, Query } from '../kernel/command.ts'
import { deviceFull } from '../kernel/problems.ts'
import { hrefTo } from '../kernel/paths.ts'
import { openDevice, type Device as Kept, type Status as DeviceStatus } from '../device/device.ts'
import { keepInTouch } from '../device/keep-in-touch.ts'
import { findLock, noteWaiting } from '../device/locks.ts'
import type { Opened } from '../device/unlock.ts'
import { isClockFarOff } from '../kit/clock.ts'
import { askQuery } from '../kit/data.tsx'
import { Icon } from '../kit/drawings/Icon.tsx'
import { useMessages } from '../kit/messages.tsx'
import { keepAnswer, keptAnswer } from '../kit/reference.ts'
import type { Session } from '../kit/session.tsx'
import { fetchWithSession } from '../kit/sign-out.ts'
import type { Device } from './App.tsx'
import { lazyParts } from '../device/parts.ts'
import { deviceParts } from './manifest/device-parts.ts'

/**
 * Loads stored answers into the query cache first: a phone that starts without a network still knows the
 * terms of the pack.
 */
async function recallAnswers(client: QueryClient, needed: readonly string[]) {
  for (const name of needed) {
    const kept = await keptAnswer(name, {})
    if (kept)
      client.setQueryData<unknown>([name, '{}'], (known: unknown) => known ?? { ...kept, fromDevice: true }, {
        updatedAt: 0,
      })
  }
}

/** Stores these answers while there is a network, whether or not their screens were ever opened. */
function keepAnswers(needed: readonly string[]) {
  for (const name of needed) {
    askQuery({ name } as Query, {}).then(
      (output) => keepAnswer(name, {}, output),
      () => {},
    )
  }
}

/**
 * Asks the browser not to clear this storage when the disk is nearly full or nobody comes for weeks: it holds the
 * only copy of what was not sent.
 */
async function keepStorage() {
  if ((await navigator.storage?.persisted?.()) === false) await navigator.storage.persist()
}

export type Started = { device: Device; store: string; stop(): void }

/** Starts an opened store: synchronises it with the server, and answers queries without a connection. */
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
  const needed = [...new Set(deviceParts.flatMap(({ needs }) => needs))]
  const keepNeeded = () => {
    keepAnswers(needed)
    void import('../protect/recordings/screens/kept-sounds.ts')
      .then(({ keepSounds }) => keepSounds(session.actor))
      .catch(() => {})
  }
  await recallAnswers(client, needed)
  const lock = await findLock(store)
  const device = await openDevice({
    actor: session.actor,
    capabilities: lazyParts(deviceParts, known),
    key,
    emptied,
    doubtsClock: isClockFarOff(),
    send: fetchWithSession,
    ...(lock && { device: lock.device }),
  })
  void keepStorage().catch(() => {})
  const { ring, stop: stopTouch } = keepInTouch(device)
  keepNeeded()
  addEventListener('online', keepNeeded)
  addEventListener('arraigo:facts', ring)
  function stop() {
    stopTouch()
    removeEventListener('online', keepNeeded)
    removeEventListener('arraigo:facts', ring)
    device.close()
  }
  device.subscribe(() => {
    // Answers from the device's replica, and those with what was not sent, may have changed by this update.
    void client.invalidateQueries({
      predicate({ state }) {
        const known = state.data as { fromDevice?: boolean; pending?: boolean } | undefined
        return known?.fromDevice === true || known?.pending === true
      },
    })
    void device.status().then(({ connection, pending, attention }) => {
      if (connection !== 'revoked') return void noteWaiting(store, pending + attention).catch(() => {})
      stop()
      onRevoked()
    })
  })
  void import('../identity/devices/screens/keeping.ts').then(({ refreshLock }) =>
    refreshLock(store, key, session).catch(() => {}),
  )
  const Status = () => <Waiting device={device} />
  return {
    store,
    stop,
    device: { outbox: device, replica: device, drafts: device.drafts, kept: device, Status },
  }
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

/** Shows how many commands wait to be sent and how many need a decision; nothing when none do. */
function Waiting({ device }: { device: Kept }) {
  const t = useMessages()
  const status = useStatus(device)
  const isFull = deviceFull.is(status?.problem)
  if (status === undefined || (status.pending === 0 && status.attention === 0 && !isFull)) return null
  return (
    <output className="waiting screen-only">
      {isFull && (
        <span>
          <Icon name="warning" />
          {t('problem.device.full')}
        </span>
      )}
      {status.pending > 0 && status.connection === 'refused' && (
        <a href={hrefTo('/attention')}>
          <Icon name="alert" />
          {t('kit.cannot_send', { count: status.pending })}
        </a>
      )}
      {status.pending > 0 && status.connection !== 'refused' && (
        <span>
          <Icon name="clock" />
          {t('kit.waiting_to_send', { count: status.pending })}
        </span>
      )}
      {status.attention > 0 && (
        <a href={hrefTo('/attention')}>
          <Icon name="alert" />
          {t('kit.needs_attention', { count: status.attention })}
        </a>
      )}
    </output>
  )
}
