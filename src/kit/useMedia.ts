// Whether a media query holds, kept true while the window changes.
import { useCallback, useSyncExternalStore } from 'react'

/** A mouse and a wide window: what is searched or picked from a list by keyboard is better there. */
export const DESK = '(min-width: 64rem) and (pointer: fine)'

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = matchMedia(query)
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
