// What a button opens beside itself, such as a menu: closed by Escape, by leaving it and by going to another
// screen.
import { useEffect, useId, useRef, useState, type RefObject } from 'react'
import { useAddress } from '../route.tsx'

export type Disclosed = {
  open: boolean
  close: () => void
  /** Of the element that holds the button and what it opens. */
  whole: RefObject<HTMLDivElement | null>
  button: { 'aria-expanded': boolean; 'aria-controls': string; onClick: () => void }
  /** The id of what is opened. */
  id: string
}

export function useDisclosed(): Disclosed {
  const { path } = useAddress()
  const id = useId()
  const whole = useRef<HTMLDivElement>(null)
  // The address where it was opened: it is closed on any other.
  const [openAt, setOpenAt] = useState<string>()
  const open = openAt === path

  useEffect(() => {
    if (!open) return
    const element = whole.current
    const isInside = (node: EventTarget | null) => node instanceof Node && element?.contains(node) === true
    const close = () => setOpenAt(undefined)
    const onPress = (event: PointerEvent) => {
      if (!isInside(event.target)) close()
    }
    const onLeave = (event: FocusEvent) => {
      if (event.relatedTarget !== null && !isInside(event.relatedTarget)) close()
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      close()
      element?.querySelector('button')?.focus()
    }
    addEventListener('pointerdown', onPress)
    element?.addEventListener('focusout', onLeave)
    element?.addEventListener('keydown', onKey)
    return () => {
      removeEventListener('pointerdown', onPress)
      element?.removeEventListener('focusout', onLeave)
      element?.removeEventListener('keydown', onKey)
    }
  }, [open])

  return {
    open,
    close: () => setOpenAt(undefined),
    whole,
    id,
    button: {
      'aria-expanded': open,
      'aria-controls': id,
      onClick: () => setOpenAt(open ? undefined : path),
    },
  }
}
