// Keeps what is chosen for a register with its import, on the server: whoever goes away finds it again, on another day
// and at another desk.
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { useCommand } from '../../../kit/data.tsx'
import { keepImportChoices, type Choices } from '../operations.ts'

/** At most one is sent in this time. */
const PAUSE_MS = 1000

/**
 * @param chosen changes with each choice of the user, and with nothing else
 * @param lastRef what was kept last; nothing yet where it is undefined
 */
export function useKeptChoices(
  id: string,
  chosen: string,
  choices: Choices,
  lastRef: RefObject<string | undefined>,
) {
  const { run } = useCommand(keepImportChoices)
  const [isKept, setKept] = useState(false)
  const isDropped = useRef(false)
  const send = useEffectEvent(async () => {
    if (isDropped.current || chosen === lastRef.current) return
    lastRef.current = chosen
    const { state } = await run({ id, choices })
    if (state === 'done') setKept(true)
    // It is sent with the next choice.
    else lastRef.current = ''
  })
  useEffect(() => {
    lastRef.current ??= chosen
    const timer = setTimeout(send, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [chosen, lastRef])
  useEffect(() => {
    const onHidden = () => document.visibilityState === 'hidden' && send()
    addEventListener('pagehide', send)
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      void send()
      removeEventListener('pagehide', send)
      document.removeEventListener('visibilitychange', onHidden)
    }
  }, [])
  return {
    /** The server has what was chosen here. */
    isKept,
    /** They were sent otherwise. */
    drop: () => {
      isDropped.current = true
    },
  }
}
