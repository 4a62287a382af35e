// Decides what opens on this device: the lock screen (PIN) where it stores people's data, the application
// everywhere else.
import type { QueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import type { Keeper } from '../device/hooks.tsx'
import { findLock, listLocks, type Lock as Kept } from '../device/locks.ts'
import type { Opened } from '../device/unlock.ts'
import { storeName } from '../kernel/store-name.ts'
import { setPageActor } from '../kit/request.ts'
import { loadDialog } from '../kit/controls/Dialog.tsx'
import { BareFrame } from '../kit/Frame.tsx'
import { useLocale, useMessages } from '../kit/messages.tsx'
import type { Session } from '../kit/session.tsx'
import type { Shell } from '../device/shell.ts'
import { App } from './App.tsx'
import type { Started } from './device.tsx'
import { screensOf } from './offline.tsx'
import { endSession, findSession, hide, lockTabs, onTabsLocked } from './sessions.tsx'

const Lock = lazy(() => import('../identity/devices/screens/Lock.tsx'))
const Withdrawn = lazy(async () => ({
  default: (await import('../identity/devices/screens/Lock.tsx')).Withdrawn,
}))

const keeping = () => import('../identity/devices/screens/keeping.ts')

/** Session storage key: the store that gets a new PIN once its user has signed in. */
const FORGOTTEN_PIN = 'arraigo.forgot'

export type DeviceState =
  | { is: 'locked'; session: Session | null; locks: readonly Kept[]; first?: string; renews: boolean }
  | { is: 'open'; session: Session | null; started?: Started }
  | { is: 'withdrawn' }

/**
 * With a network only the store of the signed-in user can be opened; without one, any store can, with its
 * PIN: several users share a tablet at a fair.
 */
export async function findDeviceState(): Promise<DeviceState> {
  const [{ session, reached }, locks] = await Promise.all([findSession(), listLocks().catch(() => [])])
  const own = session ? locks.find(({ store }) => store === storeName(session.actor)) : undefined
  if (own && reached) {
    const renews = sessionStorage.getItem(FORGOTTEN_PIN) === own.store
    sessionStorage.removeItem(FORGOTTEN_PIN)
    return { is: 'locked', session, locks: [own], first: own.store, renews }
  }
  if (!reached && locks.length > 0)
    return { is: 'locked', session, locks, ...(own && { first: own.store }), renews: false }
  setPageActor(session?.actor)
  return { is: 'open', session }
}

/**
 * Whether this browser can store encrypted data: it needs IndexedDB, and Web Crypto, which exists only on
 * https and localhost.
 */
const keepsHere = (): boolean => 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined

/** Reloading removes the key, the people in memory and the screen's content at once. */
function lockThisTab() {
  hide()
  location.reload()
}

function lockNow() {
  lockTabs()
  lockThisTab()
}

function useLocking(store: string | undefined) {
  const [lockAt, setLockAt] = useState<number>()
  useEffect(() => {
    if (store === undefined) return
    let stop: (() => void) | undefined
    let gone = false
    void Promise.all([findLock(store), import('../device/idle.ts')]).then(([found, { watchIdle }]) => {
      if (!gone && found) stop = watchIdle(found.idleMinutes, { lock: lockNow, warn: setLockAt })
    })
    return () => {
      gone = true
      stop?.()
    }
  }, [store])
  return lockAt
}

export function LockableApp({
  state: first,
  client,
  shell,
}: {
  state: DeviceState
  client: QueryClient
  /** Undefined while the application is being developed. */
  shell: Shell | undefined
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const [state, setState] = useState(first)
  const [question, setQuestion] = useState<ReactNode>()
  const started = state.is === 'open' ? state.started : undefined
  const lockAt = useLocking(started?.store)
  const session = state.is === 'open' ? state.session : null
  const isSignedIn = session !== null

  // Also a tab that keeps nobody: it may have been opened before its user prepared this device.
  useEffect(() => (isSignedIn ? onTabsLocked(lockThisTab) : undefined), [isSignedIn])

  const keepsPeople = started !== undefined
  useEffect(() => {
    // What cannot be fetched now is asked for again with the next page.
    if (session)
      shell?.keep({ screens: screensOf(session.actor, keepsPeople), locale }).catch(() => undefined)
  }, [shell, session, keepsPeople, locale])

  async function enter(opened: Opened<Session>, now: Session | null) {
    const { startDevice } = await import('./device.tsx')
    const current = now && storeName(now.actor) === opened.store ? now : opened.session
    setPageActor(current.actor)
    const onRevoked = () =>
      void keeping()
        .then(({ leave }) => leave(opened.store))
        .finally(() => setState({ is: 'withdrawn' }))
    const next = await startDevice(current, { client, opened, onRevoked })
    setState({ is: 'open', session: current, started: next })
  }

  if (state.is !== 'open') {
    return (
      <BareFrame panel>
        <Suspense>
          {state.is === 'withdrawn' ? (
            <Withdrawn />
          ) : (
            <Lock
              locks={state.locks}
              first={state.first}
              renews={state.renews}
              onOpen={(opened) => enter(opened, state.session)}
              onSignIn={(forgot) => {
                if (forgot) sessionStorage.setItem(FORGOTTEN_PIN, forgot.store)
                void endSession()
              }}
            />
          )}
        </Suspense>
      </BareFrame>
    )
  }

  const store = started?.store
  const keeper: Keeper | undefined =
    session !== null && keepsHere()
      ? {
          async keep(pin) {
            const { beginKeeping } = await keeping()
            // Whoever keeps people here will open them without a network.
            const screens = shell?.keep({ screens: screensOf(session.actor, true), locale })
            const opened = await beginKeeping(session, pin)
            await screens?.catch(() => undefined)
            await enter(opened, session)
          },
          async changePin(before, pin) {
            const { changePin } = await keeping()
            return store !== undefined && (await changePin(store, before, pin))
          },
          lock: lockNow,
          async forget() {
            if (started === undefined) return
            started.stop()
            const { stopKeeping } = await keeping()
            await stopKeeping(started.store, t('devices.stopped'))
            location.reload()
          },
        }
      : undefined
  async function signOut() {
    const status = await started?.device.kept?.status()
    const waiting = (status?.pending ?? 0) + (status?.attention ?? 0)
    // Where the question cannot be fetched, what was not sent stays sealed here all the same.
    const asks = waiting > 0 ? Promise.all([import('./SignOut.tsx'), loadDialog()]) : undefined
    const [found] = (await asks?.catch(() => undefined)) ?? []
    if (!found) return await endSession()
    setQuestion(<found.SignOut waiting={waiting} onStay={() => setQuestion(undefined)} />)
  }
  return (
    <>
      {question}
      <App
        session={session}
        client={client}
        device={started?.device ?? {}}
        keeper={keeper}
        lockAt={lockAt}
        takeOver={() => (shell ? shell.takeOver() : location.reload())}
        onLock={store === undefined ? undefined : lockNow}
        onSignOut={() => void signOut()}
      />
    </>
  )
}
