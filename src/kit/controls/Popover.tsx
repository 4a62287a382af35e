// A button that opens a small box beside it: filters, an explanation. Its code is loaded when the first opens.
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { Icon, type IconName } from '../drawings/Icon.tsx'

const PopoverBox = lazy(() => import('../aria/PopoverBox.tsx'))

export function Popover({
  label,
  icon,
  quiet = false,
  children,
}: {
  /** The button's text, and the name of the box. */
  label: string
  icon?: IconName
  quiet?: boolean
  children: ReactNode
}) {
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={`button button-${quiet ? 'quiet' : 'plain'}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {icon && <Icon name={icon} />}
        <span>{label}</span>
        <Icon name="down" />
      </button>
      {open && (
        <Suspense>
          <PopoverBox trigger={trigger} label={label} onClose={() => setOpen(false)}>
            {children}
          </PopoverBox>
        </Suspense>
      )}
    </>
  )
}
