// Puts the service worker into use and hands over to a newer one at a moment that costs nobody their work.

/**
 * Registers the worker. `ready` is called when a newer version waits; the returned `takeOver` puts it into use and
 * loads the page anew, in every tab.
 */
export function startShell(ready: () => void): { takeOver(): void } {
  let waiting: ServiceWorker | null = null
  let asked = false
  if ('serviceWorker' in navigator) void register()

  async function register(): Promise<void> {
    // The very first worker claims the page it was registered from: nothing has changed then.
    const had = navigator.serviceWorker.controller !== null
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (had || asked) location.reload()
    })
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => undefined)
    if (!registration) return
    const look = (worker: ServiceWorker | null) => {
      if (worker?.state !== 'installed' || !navigator.serviceWorker.controller) return
      waiting = worker
      ready()
    }
    look(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const next = registration.installing
      next?.addEventListener('statechange', () => look(next))
    })
    // A tab left open for days hears of a new version too.
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
