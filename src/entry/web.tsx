// Starts the web application: the reader's language, who is signed in, then the screen of the address.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from '../kit/data.tsx'
import { firstLocale, Messages } from '../kit/messages.tsx'
import { startShell } from '../device/shell.ts'
import { startRouting } from '../kit/route.tsx'
import { findWay, Gate } from './Gate.tsx'
import { announceVersion } from './NewVersion.tsx'
import { loadTexts } from './texts.tsx'

/** The letters of the house come after the first screen, and not at all for who pays for every byte. */
function fetchLetters() {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData !== true) void import('../kit/fonts.css')
}

async function start() {
  const locale = firstLocale()
  const [texts, way] = await Promise.all([loadTexts(locale), findWay()])
  const client = queryClient()
  const shell = import.meta.env.PROD ? startShell(announceVersion) : undefined
  startRouting()
  createRoot(document.querySelector('#root') as HTMLElement).render(
    <StrictMode>
      <Messages locale={locale} texts={texts} load={loadTexts}>
        <Gate way={way} client={client} takeOver={() => shell?.takeOver()} />
      </Messages>
    </StrictMode>,
  )
  setTimeout(fetchLetters, 300)
}

void start()
