// Covers what is on the screen again when somebody looks away from it: another window, another tab, a locked phone.
import { useEffect } from 'react'

export function useCover(cover: () => void): void {
  useEffect(() => {
    const look = () => {
      if (document.hidden) cover()
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [cover])
}
