// Hides the screen's content again when the user leaves it: another window, another tab, a locked phone.
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
