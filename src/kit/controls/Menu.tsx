// What can be done with one thing: one act as a button, the others behind one menu. The menu's code is loaded
// when the first one opens.
import { lazy, Suspense, useId, useRef, useState, type ReactNode } from 'react'
import type { Href } from '../../kernel/paths.ts'
import type { IconName } from '../drawings/Icon.tsx'
import { Icon } from '../drawings/Icon.tsx'
import { useMessages } from '../messages.tsx'

const MenuItems = lazy(() => import('../aria/MenuItems.tsx'))

const OPENS = new Set(['ArrowDown', 'ArrowUp', 'Enter', ' '])

/** An act of a menu: it does something, or goes somewhere. */
export type Act = {
  key: string
  label: string
  icon?: IconName
  /** Takes something away that cannot be brought back. */
  harmful?: boolean
  /** Why it cannot be done now: it stays in the menu, with the reason, and does nothing. */
  disabledReason?: string | undefined
} & ({ onAct: () => void; href?: never } | { href: Href; onAct?: never })

/** A button that opens a menu. `label` is its name; what is seen of it is `children`, after the `icon`. */
export function Menu({
  label,
  acts,
  busy = false,
  kind = 'quiet',
  icon,
  children,
}: {
  label: string
  acts: readonly Act[]
  busy?: boolean
  kind?: 'quiet' | 'primary'
  icon?: IconName
  children?: ReactNode
}) {
  const t = useMessages()
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={trigger}
        id={id}
        type="button"
        className={`button button-${kind} menu-button`}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={busy || undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          // Not left to the click that Enter and Space make: React Aria takes a click without a pointer for one of
          // a screen reader, and would focus the menu instead of its first act.
          if (!OPENS.has(event.key)) return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {icon && <Icon name={icon} />}
        <span>{children ?? t('kit.more')}</span>
        <Icon name="down" />
      </button>
      {open && (
        <Suspense>
          <MenuItems trigger={trigger} label={label} acts={acts} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/**
 * The acts on one thing of a list: `children` is the one that comes first (a button or a link), the others
 * are in a menu. `of` is the thing's name: screen readers list many menus of a page.
 */
export function Acts({
  of,
  more,
  busy = false,
  children,
}: {
  of: string
  more: readonly Act[]
  busy?: boolean
  children?: ReactNode
}) {
  const t = useMessages()
  return (
    <div className="acts screen-only">
      {children}
      {more.length > 0 && <Menu label={t('kit.more_acts', { of })} acts={more} busy={busy} />}
    </div>
  )
}
