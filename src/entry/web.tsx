// Starts the web application: the reader's language, who is signed in, then the screen of the address.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../kit/data.tsx'
import { firstLocale, Messages } from '../kit/messages.tsx'
import { startShell } from '../device/shell.ts'
import { startRouting } from '../kit/route.tsx'
import { App } from './App.tsx'
import { announceVersion } from './NewVersion.tsx'
import { endSession, findSession } from './sessions.tsx'
import { loadTexts } from './texts.tsx'

/** The letters of the house come after the first screen, and not at all for who pays for every byte. */
function fetchLetters() {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData !== true) void import('../kit/fonts.css')
}

async function start() {
  const locale = firstLocale()
  const [texts, session, { startDevice }] = await Promise.all([
    loadTexts(locale),
    findSession(),
    import('./device.tsx'),
  ])
  const client = queryClient()
  const shell = import.meta.env.PROD ? startShell(announceVersion) : undefined
  const device = session === null ? {} : await startDevice(session.actor, client)
  startRouting()
  createRoot(document.querySelector('#root') as HTMLElement).render(
    <StrictMode>
      <Messages locale={locale} texts={texts} load={loadTexts}>
        <App
          session={session}
          client={client}
          device={device}
          takeOver={() => shell?.takeOver()}
          onSignOut={() => void endSession()}
        />
      </Messages>
    </StrictMode>,
  )
  setTimeout(fetchLetters, 300)
}

void start()
