// What every page has once its first screen is drawn, and does not wait for.
import { keepFocus } from '../kit/kept-focus.ts'

/** A new version is looked for in a tab that was left open for days, and once the server is back: perhaps from an upgrade. */
function lookForVersions(): void {
  const look = async () => (await navigator.serviceWorker?.getRegistration())?.update()
  const tryToLook = () => void look().catch(() => {})
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') tryToLook()
  })
  addEventListener('arraigo:returned', tryToLook)
}

/** Starts it. The web fonts are left out where the browser asks to save data. */
export default function startAfterwards(): void {
  keepFocus()
  lookForVersions()
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } }
  if (connection?.saveData !== true) import('../kit/fonts.css').catch(() => {})
}
