// Starts the web application: loads the texts of the user's language, finds the session, then draws the
// screen of the address.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../kit/data.tsx'
import { BareFrame } from '../kit/Frame.tsx'
import { pauseAfter } from '../kit/live.ts'
import { firstLocale, Messages, type UiLocale } from '../kit/messages.tsx'
import { startShell } from '../device/shell.ts'
import { matchRoute, startRouting } from '../kit/route.tsx'
import { startTexts } from '../kit/texts.ts'
import { TimelineLoader } from '../kit/timeline-loader.ts'
import { findDeviceState, LockableApp } from './LockableApp.tsx'
import { announceVersion } from './NewVersion.tsx'
import { routes } from './screens.tsx'
import { hide, isRemembered } from './sessions.tsx'
import { fetchTexts } from './texts.tsx'

/** Loads the rest of the page after the first screen. */
const loadAfterwards = () =>
  setTimeout(() => void import('./afterwards.ts').then((it) => it.default()).catch(() => {}), 300)

/** The messages that no page can do without: asked for until the server sends them. */
async function firstTexts(locale: UiLocale): Promise<void> {
  for (let failures = 1; ; failures += 1)
    try {
      return await startTexts(fetchTexts, locale)
    } catch {
      await new Promise((go) => setTimeout(go, pauseAfter(failures)))
    }
}

const root = () => createRoot(document.querySelector('#root') as HTMLElement)

/**
 * Starts the pages for a person with a one-time code: no session, device or service worker, nothing stored.
 */
async function startOwnView() {
  const locale = firstLocale()
  const texts = firstTexts(locale)
  const [{ default: Own }] = await Promise.all([import('../protect/own/screens/Own.tsx'), texts])
  startRouting()
  root().render(
    <StrictMode>
      <Messages locale={locale} remembers={false}>
        <BareFrame field>
          <Own />
        </BareFrame>
      </Messages>
    </StrictMode>,
  )
  loadAfterwards()
}

/** Fetches the screen of the address while the session is asked for, not after it. */
function fetchScreen() {
  const found = matchRoute(routes, location.pathname)?.route
  const first = found?.open || isRemembered() ? found : matchRoute(routes, '/sign-in')?.route
  // If it cannot be fetched, the screen says so when it is drawn.
  first?.load().catch(() => {})
}

async function start() {
  const locale = firstLocale()
  const texts = firstTexts(locale)
  fetchScreen()
  const [state] = await Promise.all([findDeviceState(), texts])
  const client = queryClient()
  const shell = import.meta.env.PROD ? startShell(announceVersion) : undefined
  startRouting()
  root().render(
    <StrictMode>
      <Messages locale={locale}>
        <TimelineLoader value={() => import('./manifest/timeline.tsx')}>
          <LockableApp state={state} client={client} shell={shell} />
        </TimelineLoader>
      </Messages>
    </StrictMode>,
  )
  loadAfterwards()
}

// A page that the browser kept for its back button may be of somebody who has left, or locked, since.
addEventListener('pageshow', (event) => {
  if (!(event as PageTransitionEvent).persisted) return
  hide()
  location.reload()
})

void (location.pathname === '/own' ? startOwnView() : start())
