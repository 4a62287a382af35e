// Takes answers that are of no use any more off the device; loaded only where some are kept in number.
import { REFERENCE_ANSWERS } from './reference.ts'

/** Deletes the stored answers of a query but those whose input passes. Without storage it does nothing. */
export async function forgetAnswers(name: string, isKept: (input: unknown) => boolean): Promise<void> {
  try {
    const cache = await caches.open(REFERENCE_ANSWERS)
    for (const request of await cache.keys()) {
      const { pathname, search } = new URL(request.url)
      if (pathname !== `/${name}`) continue
      if (!isKept(JSON.parse(decodeURIComponent(search.slice(1))))) await cache.delete(request)
    }
  } catch {
    // A private window keeps nothing.
  }
}
