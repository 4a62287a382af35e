// An open tooltip, placed by React Aria where there is room.
import type { RefObject } from 'react'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components/Tooltip'
import { Aria } from './Aria.tsx'
import './tooltip.css'

export default function TooltipText({
  trigger,
  text,
  onClose,
}: {
  trigger: RefObject<HTMLElement | null>
  text: string
  onClose: () => void
}) {
  const state = { isOpen: true, shouldSkipAnimation: true, open: () => undefined, close: onClose }
  return (
    <Aria>
      <TooltipTriggerStateContext value={state}>
        <Tooltip className="tooltip" triggerRef={trigger} offset={6} isOpen>
          {text}
        </Tooltip>
      </TooltipTriggerStateContext>
    </Aria>
  )
}
