// Starts the web application: the reader's language, who is signed in, then the screen of the address.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../kit/data.tsx'
import { BareFrame } from '../kit/Frame.tsx'
import { firstLocale, Messages } from '../kit/messages.tsx'
import { startShell } from '../device/shell.ts'
import { startRouting } from '../kit/route.tsx'
import { TimelineProvider } from '../kit/timeline.tsx'
import { findDeviceState, Gate } from './Gate.tsx'
import { announceVersion } from './NewVersion.tsx'
import { loadTexts } from './texts.tsx'

/** The letters of the house come after the first screen, and not at all for who pays for every byte. */
function fetchLetters() {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData !== true) void import('../kit/fonts.css')
}

const root = () => createRoot(document.querySelector('#root') as HTMLElement)

/** Who comes with a one-time code meets nothing of staff: no session, no device, no worker, nothing that stays. */
async function startOwn() {
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
  setTimeout(fetchLetters, 300)
}

async function start() {
  const locale = firstLocale()
  const [texts, way] = await Promise.all([loadTexts(locale), findDeviceState()])
  const client = queryClient()
  const shell = import.meta.env.PROD ? startShell(announceVersion) : undefined
  startRouting()
  root().render(
    <StrictMode>
      <Messages locale={locale} texts={texts} load={loadTexts}>
        <TimelineProvider load={() => import('./manifest/timeline.tsx')}>
          <Gate way={way} client={client} takeOver={() => shell?.takeOver()} />
        </TimelineProvider>
      </Messages>
    </StrictMode>,
  )
  setTimeout(fetchLetters, 300)
}

void (location.pathname === '/own' ? startOwn() : start())
