// Registers the service worker, tells it which screens to keep, and replaces it with a newer version when the user
// asks. Only the tab that asked is reloaded: what is typed in others stays, and they go on with the version they were
// opened with.
import { versionLockOf, type KeepScreens, type ToWorker } from './version-lock.ts'

export type Shell = {
  /** Loads this page again, with a newer version if one is there. */
  takeOver(): void
  /** Waits until these screens are cached. Without a worker nothing is; @throws when they cannot be fetched */
  keep(wanted: KeepScreens): Promise<void>
}

/** A worker that is still installing when the network is slow; after that the page goes on without it. */
const WORKER_WAIT_MS = 60_000

/**
 * Registers the worker. `ready` is called when there is a newer version than that of this tab; `takeOver` loads it
 * here.
 */
export function startShell(ready: () => void): Shell {
  let waiting: ServiceWorker | null = null
  let asked = false
  const registered = 'serviceWorker' in navigator ? register() : Promise.resolve(undefined)

  async function register(): Promise<ServiceWorkerRegistration | undefined> {
    const entry = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src
    // Held until the tab closes.
    if (entry)
      void navigator.locks.request(versionLockOf(entry), { mode: 'shared' }, () => new Promise(() => {}))
    navigator.serviceWorker.controller?.postMessage('started' satisfies ToWorker)
    // The first worker takes control of the page that registered it: the version is the same.
    let had = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (asked) return location.reload()
      // Another tab asked for the newer version: the worker is already that of it.
      if (had) ready()
      had = true
    })
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
    if (!registration) return undefined
    const check = (worker: ServiceWorker | null) => {
      if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
      waiting = worker
      ready()
    }
    check(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const next = registration.installing
      next?.addEventListener('statechange', () => check(next))
    })
    return registration
  }

  async function keep(wanted: KeepScreens): Promise<void> {
    // Without a registration (a private window) it never becomes ready.
    if ((await registered) === undefined) return
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise<boolean>((resolve) => {
      port1.onmessage = ({ data }) => resolve(data as boolean)
    })
    active?.postMessage({ keep: wanted } satisfies ToWorker, [port2])
    if (!(await answer)) throw new Error('The screens could not be kept.')
  }

  return {
    takeOver() {
      asked = true
      if (waiting?.state === 'installed') waiting.postMessage('take over' satisfies ToWorker)
      else location.reload()
    },
    keep: (wanted) => Promise.race([keep(wanted), new Promise<void>((go) => setTimeout(go, WORKER_WAIT_MS))]),
  }
}
