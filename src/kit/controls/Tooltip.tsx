// The name of a control that shows only an icon, for the mouse and for the keyboard. Its code is loaded when
// the first one is shown; a phone never loads it.
import {
  lazy,
  Suspense,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'

const TooltipText = lazy(() => import('../aria/TooltipText.tsx'))
/** Milliseconds that the mouse rests on a control before its name appears. */
const RESTS = 500

/** What a control needs for its tooltip: the handlers to spread on it, and the tooltip to draw beside it. */
export function useTooltip<Control extends HTMLElement>(text: string) {
  const control = useRef<Control>(null)
  const [shown, setShown] = useState(false)
  const [resting, setResting] = useState(false)
  useEffect(() => {
    if (!resting) return
    const timer = setTimeout(() => setShown(true), RESTS)
    return () => clearTimeout(timer)
  }, [resting])
  useEffect(() => {
    if (!shown) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && hide()
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [shown])
  function hide() {
    setResting(false)
    setShown(false)
  }
  const tooltip: ReactNode = shown && (
    <Suspense>
      <TooltipText trigger={control} text={text} onClose={hide} />
    </Suspense>
  )
  return {
    handlers: {
      ref: control,
      onPointerEnter: ({ pointerType }: PointerEvent) => setResting(pointerType === 'mouse'),
      onPointerLeave: hide,
      onPointerDown: hide,
      onFocus: ({ target }: FocusEvent) => target.matches(':focus-visible') && setShown(true),
      onBlur: hide,
    },
    tooltip,
  }
}
