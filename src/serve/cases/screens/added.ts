// Gives the focus to what a form has just added to a plan, once it is drawn.
import { useEffect, useRef, type RefObject } from 'react'

/** The ref of what shows it, which has `tabIndex={-1}`. */
export function useAdded<E extends HTMLElement>(isAdded: boolean): RefObject<E | null> {
  const shown = useRef<E>(null)
  useEffect(() => {
    if (isAdded) shown.current?.focus()
  }, [isAdded])
  return shown
}
