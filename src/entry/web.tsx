// Starts the web application: loads the texts of the user's language, finds the session, then draws the
// screen of the address.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../kit/data.tsx'
import { BareFrame } from '../kit/Frame.tsx'
import { firstLocale, Messages } from '../kit/messages.tsx'
import { startShell } from '../device/shell.ts'
import { startRouting } from '../kit/route.tsx'
import { TimelineProvider } from '../kit/timeline.tsx'
import { findDeviceState, LockableApp } from './LockableApp.tsx'
import { announceVersion } from './NewVersion.tsx'
import { hide } from './sessions.tsx'
import { loadTexts } from './texts.tsx'

/** Loads the web fonts after the first screen, and not at all when the browser asks to save data. */
function loadFonts() {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData !== true) void import('../kit/fonts.css')
}

const root = () => createRoot(document.querySelector('#root') as HTMLElement)

/**
 * Starts the pages for a person with a one-time code: no session, device or service worker, nothing stored.
 */
async function startOwnView() {
  const locale = firstLocale()
  const [texts, { default: Own }] = await Promise.all([
    loadTexts(locale),
    import('../protect/own/screens/Own.tsx'),
  ])
  startRouting()
  root().render(
    <StrictMode>
      <Messages locale={locale} texts={texts} load={loadTexts} remembers={false}>
        <BareFrame field>
          <Own />
        </BareFrame>
      </Messages>
    </StrictMode>,
  )
  setTimeout(loadFonts, 300)
}

async function start() {
  const locale = firstLocale()
  const [texts, state] = await Promise.all([loadTexts(locale), findDeviceState()])
  const client = queryClient()
  const shell = import.meta.env.PROD ? startShell(announceVersion) : undefined
  startRouting()
  root().render(
    <StrictMode>
      <Messages locale={locale} texts={texts} load={loadTexts}>
        <TimelineProvider load={() => import('./manifest/timeline.tsx')}>
          <LockableApp state={state} client={client} takeOver={() => shell?.takeOver()} />
        </TimelineProvider>
      </Messages>
    </StrictMode>,
  )
  setTimeout(loadFonts, 300)
}

// A page that the browser kept for its back button may be of somebody who has left, or locked, since.
addEventListener('pageshow', (event) => {
  if (!(event as PageTransitionEvent).persisted) return
  hide()
  location.reload()
})

void (location.pathname === '/own' ? startOwnView() : start())
