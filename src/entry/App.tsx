// The React application: finds the screen of the address, draws it in its frame, sends signed-out users to
// the sign-in page, and shows a message when a screen fails.
import type { QueryClient } from '@tanstack/react-query'
import { createElement, lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { hrefTo } from '../kernel/paths.ts'
import type { Device as Kept } from '../device/device.ts'
import { DeviceProvider, type Keeper } from '../device/hooks.tsx'
import { Button, LinkButton } from '../kit/controls/Button.tsx'
import { setClockQuestion } from '../kit/clock.ts'
import { DataProvider, useOnline, type Drafts, type Outbox, type Replica } from '../kit/data.tsx'
import { loadDialog } from '../kit/controls/Dialog.tsx'
import { BareFrame, Frame } from '../kit/Frame.tsx'
import { Icon } from '../kit/drawings/Icon.tsx'
import { Page, PageHeader } from '../kit/Layout.tsx'
import { useMessages } from '../kit/messages.tsx'
import {
  lazyOf,
  matchRoute,
  navigate,
  SlotsProvider,
  useAddress,
  useTitle,
  type AnyScreen,
  type Route,
} from '../kit/route.tsx'
import { SessionProvider, type Session } from '../kit/session.tsx'
import { RoutesProvider } from '../kit/shell/navigation.tsx'
import { ErrorBoundary, EmptyState, Loading } from '../kit/State.tsx'
import { ToastProvider } from '../kit/controls/Toast.tsx'
import { NewVersion } from './NewVersion.tsx'
import { findSession } from './sessions.tsx'
import { CodedFieldsProvider } from '../kit/pack.tsx'
import { coded, slots, routes } from './screens.tsx'

function NotFound() {
  const t = useMessages()
  return (
    <Page width="narrow">
      <PageHeader title={t('kit.not_found')} />
      <EmptyState
        title={t('kit.not_found_help')}
        drawing="entrance"
        action={<LinkButton href="/">{t('kit.home')}</LinkButton>}
      />
    </Page>
  )
}

/**
 * Shown when a screen threw an error or its code could not be fetched, because a newer version has replaced it on the
 * server: offers to reload the page, with that version if it is there.
 */
function BrokenScreen({ reload }: { reload: () => void }) {
  const t = useMessages()
  const online = useOnline()
  return (
    <Page width="narrow">
      <PageHeader title={t(online ? 'kit.problem.unforeseen' : 'kit.problem.unreachable')} />
      <EmptyState
        title={t(online ? 'kit.reload_help' : 'kit.needs_network')}
        drawing={online ? 'lantern' : 'wire'}
        action={
          <Button kind="primary" icon="refresh" onClick={reload}>
            {t('kit.reload')}
          </Button>
        }
      />
    </Page>
  )
}

function Screen({ found, reload }: { found: ReturnType<typeof matchRoute<Route>>; reload: () => void }) {
  const { path } = useAddress()
  if (found === undefined) return <NotFound />
  return (
    <ErrorBoundary key={path} fallback={() => <BrokenScreen reload={reload} />}>
      <Suspense fallback={<Loading lines={6} />}>
        {createElement(lazyOf(found.route.load as AnyScreen), { params: found.params })}
      </Suspense>
    </ErrorBoundary>
  )
}

/**
 * Redirects to the sign-in page when a screen needs a session and there is none; `then` keeps the address for
 * the way back. Returns whether it redirects.
 */
function useSignInRedirect(session: Session | null, found: ReturnType<typeof matchRoute<Route>>): boolean {
  const needsSignIn = session === null && found?.route.open !== true
  useEffect(() => {
    if (!needsSignIn) return
    const wanted = location.pathname + location.search
    // oxlint-disable-next-line unicorn/no-thenable -- a parameter of the address, nothing is awaited
    navigate(hrefTo('/sign-in', {}, { then: wanted === '/' ? undefined : wanted }), { replace: true })
  }, [needsSignIn])
  return needsSignIn
}

/**
 * Whether the session has ended. Checks again when the tab becomes visible: a sign-in in another tab counts.
 */
function useSessionEnd(session: Session | null, client: QueryClient): boolean {
  const [ended, setEnded] = useState(false)
  useEffect(() => {
    const onEnd = () => setEnded(session !== null)
    const onBack = async () => {
      if (!ended || document.visibilityState !== 'visible') return
      const { session: next, reached } = await findSession()
      if (next === null || !reached) return
      const same =
        next.actor.user === session?.actor.user && next.actor.organisation === session.actor.organisation
      if (!same) location.reload()
      setEnded(false)
      void client.invalidateQueries()
    }
    addEventListener('arraigo:signed-out', onEnd)
    document.addEventListener('visibilitychange', onBack)
    return () => {
      removeEventListener('arraigo:signed-out', onEnd)
      document.removeEventListener('visibilitychange', onBack)
    }
  }, [session, client, ended])
  return ended
}

/** Of the devices that keep people. */
const Elsewhere = lazy(() => import('./Elsewhere.tsx').catch(() => ({ default: () => null })))

/** Asks about a clock that is far off; who cannot be asked is told to set it. */
function ClockQuestions() {
  const [question, setQuestion] = useState<ReactNode>()
  useEffect(() => {
    setClockQuestion(async () => {
      const asks = Promise.all([import('../kit/fields/ClockQuestion.tsx'), loadDialog()])
      const [found] = (await asks.catch(() => undefined)) ?? []
      if (!found) return false
      const isRight = await new Promise<boolean>((answer) =>
        setQuestion(<found.ClockQuestion onAnswer={answer} />),
      )
      setQuestion(undefined)
      return isRight
    })
    return () => setClockQuestion(undefined)
  }, [])
  return question
}

/** Warns before the screen locks for lack of input; any input keeps it open. */
function LocksSoon() {
  const t = useMessages()
  return (
    <output className="waiting screen-only">
      <span>
        <Icon name="lock" />
        {t('devices.locks_soon')}
      </span>
    </output>
  )
}

export type Device = {
  outbox?: Outbox
  replica?: Replica
  drafts?: Drafts
  kept?: Kept
  Status?: ComponentType
}

export function App({
  session,
  client,
  device,
  keeper,
  lockAt,
  takeOver,
  onLock,
  onSignOut,
}: {
  session: Session | null
  client: QueryClient
  device: Device
  keeper: Keeper | undefined
  /** When the screen locks; undefined until shortly before. */
  lockAt: number | undefined
  /** Loads the page again, with a newer version of the application if one is downloaded. */
  takeOver: () => void
  onLock: (() => void) | undefined
  onSignOut: () => void
}) {
  const t = useMessages()
  const { path } = useAddress()
  const found = matchRoute(routes, path)
  useTitle(t(found?.route.title ?? 'kit.not_found'))
  const needsSignIn = useSignInRedirect(session, found)
  const ended = useSessionEnd(session, client)

  const screen = needsSignIn ? <Loading /> : <Screen found={found} reload={takeOver} />
  const bare = session === null || found?.route.bare !== undefined
  return (
    <SessionProvider session={session}>
      <DeviceProvider device={device.kept} keeper={keeper}>
        <DataProvider client={client} device={device} signedIn={session !== null}>
          <SlotsProvider slots={slots}>
            <RoutesProvider routes={routes}>
              <CodedFieldsProvider coded={coded}>
                <ToastProvider>
                  {bare ? (
                    <BareFrame field={found?.route.field ?? false} panel={found?.route.bare === 'panel'}>
                      {screen}
                    </BareFrame>
                  ) : (
                    <Frame
                      field={found?.route.field ?? false}
                      status={
                        <>
                          {lockAt !== undefined && <LocksSoon />}
                          <NewVersion takeOver={takeOver} />
                          {device.Status && <device.Status />}
                          {keeper && session && (
                            <Suspense>
                              <Elsewhere session={session} />
                            </Suspense>
                          )}
                        </>
                      }
                      ended={ended}
                      keeps={device.kept !== undefined}
                      onLock={onLock}
                      onSignOut={onSignOut}
                    >
                      {screen}
                    </Frame>
                  )}
                  <ClockQuestions />
                </ToastProvider>
              </CodedFieldsProvider>
            </RoutesProvider>
          </SlotsProvider>
        </DataProvider>
      </DeviceProvider>
    </SessionProvider>
  )
}
