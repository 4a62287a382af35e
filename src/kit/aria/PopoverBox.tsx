// The open box of a popover, on React Aria: placed where there is room, closed by Escape or a press outside.
import type { ReactNode, RefObject } from 'react'
import { Dialog, Popover } from 'react-aria-components/Popover'
import { useLocale } from '../messages.tsx'
import { Aria } from './Aria.tsx'
import './popover.css'

export default function PopoverBox({
  trigger,
  label,
  onClose,
  children,
}: {
  trigger: RefObject<HTMLElement | null>
  label: string
  onClose: () => void
  children: ReactNode
}) {
  const { locale, dir } = useLocale()
  return (
    <Aria>
      <Popover
        className="popover"
        triggerRef={trigger}
        placement="bottom start"
        offset={4}
        isOpen
        onOpenChange={(open) => !open && onClose()}
      >
        <Dialog className="popover-body" aria-label={label} lang={locale} dir={dir}>
          {children}
        </Dialog>
      </Popover>
    </Aria>
  )
}
