// Registers the service worker, and replaces it with a newer version when the user asks, so that unsaved
// input is not lost.

/**
 * Registers the worker. `ready` is called when a newer version waits; the returned `takeOver` activates it
 * and reloads the page in every tab.
 */
export function startShell(ready: () => void): { takeOver(): void } {
  let waiting: ServiceWorker | null = null
  let asked = false
  if ('serviceWorker' in navigator) void register()

  async function register(): Promise<void> {
    // The first worker takes control of the page that registered it: no reload, because the version is the
    // same.
    const had = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (had || asked) location.reload()
    })
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
    if (!registration) return
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
    // A tab left open for days must also check for a new version.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void registration.update().catch(() => {})
    })
  }

  return {
    takeOver() {
      asked = true
      waiting?.postMessage('take over')
    },
  }
}
