// Buttons and links that look like buttons. A disabled button stays visible and shows its reason.
import { useId, type ButtonHTMLAttributes, type ReactNode } from 'react'
import type { Href } from '../../kernel/paths.ts'
import { Icon, type IconName } from '../drawings/Icon.tsx'
import { useIsSaidByList } from '../shared-reasons.tsx'
import { useTooltip } from './Tooltip.tsx'

type Kind = 'primary' | 'plain' | 'quiet' | 'danger'

type Look = {
  kind?: Kind
  icon?: IconName
  /** As wide as its container: for the one next action of a field screen. */
  wide?: boolean
}

const look = ({ kind = 'plain', wide = false }: Look) => `button button-${kind}${wide ? ' button-wide' : ''}`

/**
 * `disabledReason` (often `useMay(policy.x)`) keeps the button visible and focusable, without effect, with
 * the reason beside it; in a list, a button that is disabled in several rows is named once under it, with the
 * reason. `busy` says that the last press is under way and ignores further ones.
 */
export function Button({
  kind,
  icon,
  wide,
  disabledReason,
  busy = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'disabled'> &
  Look & { disabledReason?: string | undefined; busy?: boolean }) {
  const reason = useId()
  const idle = disabledReason !== undefined || busy
  const isSaidByList = useIsSaidByList(
    disabledReason === undefined ? undefined : [children, disabledReason].flat().join(': '),
  )
  if (isSaidByList) return null
  const button = (
    <button
      {...rest}
      type={type}
      className={look({ ...(kind && { kind }), ...(wide && { wide }) })}
      aria-disabled={idle || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason === undefined ? rest['aria-describedby'] : reason}
      onClick={(event) => {
        if (!idle) return onClick?.(event)
        event.preventDefault()
        event.stopPropagation()
      }}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
  if (disabledReason === undefined) return button
  return (
    <span className="disabled-reason">
      {button}
      <span id={reason} className="disabled-reason-text">
        <Icon name="info" />
        {disabledReason}
      </span>
    </span>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  href,
  kind,
  icon,
  wide,
  children,
  download,
  elsewhere = false,
}: Look & {
  href: Href
  children: ReactNode
  download?: boolean | string
  /** Opens in a new tab, so that what is filled in on this screen is not lost. */
  elsewhere?: boolean
}) {
  return (
    <a
      href={href}
      className={look({ ...(kind && { kind }), ...(wide && { wide }) })}
      download={download}
      target={elsewhere ? '_blank' : undefined}
    >
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </a>
  )
}

/** A round button with one icon; screen readers read its name, which a tooltip shows. */
export function IconButton({
  icon,
  label,
  pressed,
  onClick,
}: {
  icon: IconName
  label: string
  pressed?: boolean
  onClick: () => void
}) {
  const { handlers, tooltip } = useTooltip<HTMLButtonElement>(label)
  return (
    <>
      <button
        {...handlers}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Icon name={icon} />
      </button>
      {tooltip}
    </>
  )
}
