// An open menu, on React Aria: arrow keys and first letters move in it, Escape closes it.
import type { RefObject } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Menu, MenuItem, Popover, Text } from 'react-aria-components/Menu'
import type { Href } from '../../kernel/paths.ts'
import { Icon } from '../drawings/Icon.tsx'
import type { Act } from '../controls/Menu.tsx'
import { navigate } from '../route.tsx'
import { Aria } from './Aria.tsx'
import './popover.css'
import './menu.css'

export default function MenuItems({
  trigger,
  label,
  acts,
  onClose,
}: {
  trigger: RefObject<HTMLElement | null>
  label: string
  acts: readonly Act[]
  onClose: () => void
}) {
  return (
    <Aria>
      {/* Its own click on a link comes when the menu is gone, and would load the whole page: what is only in memory goes. */}
      <RouterProvider navigate={(to) => navigate(to as Href)}>
        <Popover
          className="popover"
          aria-label={label}
          triggerRef={trigger}
          placement="bottom end"
          offset={4}
          isOpen
          onOpenChange={(open) => !open && onClose()}
        >
          <Menu className="menu" aria-label={label} autoFocus="first" onClose={onClose}>
            {acts.map(({ key, label: name, icon, harmful = false, disabledReason, href, onAct }) => {
              const may = disabledReason === undefined
              return (
                <MenuItem
                  key={key}
                  id={key}
                  textValue={name}
                  className={`menu-item${harmful ? ' menu-item-harmful' : ''}${may ? '' : ' menu-item-disabled'}`}
                  shouldCloseOnSelect={may}
                  {...(may && href !== undefined && { href })}
                  {...(may && onAct && { onAction: onAct })}
                >
                  {icon && <Icon name={icon} />}
                  <span>
                    <Text slot="label">{name}</Text>
                    {!may && (
                      <Text slot="description" className="menu-item-reason">
                        {disabledReason}
                      </Text>
                    )}
                  </span>
                </MenuItem>
              )
            })}
          </Menu>
        </Popover>
      </RouterProvider>
    </Aria>
  )
}
