// Layout of a screen: the page with its heading, cards, lists of rows, and the name–value pairs of a record.
import type { ReactNode } from 'react'
import type { Href } from '../kernel/paths.ts'
import { Icon, type IconName } from './drawings/Icon.tsx'
import { useMessages } from './messages.tsx'
import { useArrival } from './route.tsx'
import { SharedReasons, SharedReasonsProvider, useSharedReasons } from './shared-reasons.tsx'

/**
 * The heading of every screen: title, one line of purpose, and one or two actions. It takes the focus on
 * arrival.
 */
export function PageHeader({
  title,
  lead,
  back,
  actions,
  over,
}: {
  title: string
  lead?: ReactNode
  /** The parent screen: its address and name. */
  back?: { href: Href; label: string }
  actions?: ReactNode
  /** A short line over the title: the kind of record. */
  over?: ReactNode
}) {
  const heading = useArrival<HTMLHeadingElement>(title)
  return (
    <header className="page-header">
      {back && (
        <a className="page-back screen-only" href={back.href}>
          <Icon name="back" />
          {back.label}
        </a>
      )}
      <div className="page-header-row">
        <div>
          {over && <div className="page-over">{over}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="page-lead">{lead}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </header>
  )
}

/** The body of a screen. `narrow` for reading and filling in; `wide` for tables. */
export function Page({ children, width = 'wide' }: { children: ReactNode; width?: 'narrow' | 'wide' }) {
  return <div className={`page page-${width}`}>{children}</div>
}

/** A titled card. `tone="now"` (amber) waits for the reader, `late` (red) is late or harmful. */
export function Card({
  title,
  icon,
  tone,
  actions,
  children,
}: {
  title?: string
  icon?: IconName
  tone?: 'now' | 'late' | 'leaf'
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <section
      className={`card${tone ? ` card-${tone}` : ''}`}
      {...(title !== undefined && { 'aria-label': title })}
    >
      {title !== undefined && (
        <div className="card-head">
          {icon && <Icon name={icon} />}
          <h2>{title}</h2>
          {actions && <div className="card-actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/**
 * Columns where there is room, else one under the other. `flow` fills two columns with cards of different
 * heights.
 */
export function Columns({
  children,
  of = 2,
}: {
  children: ReactNode
  of?: 2 | 3 | 4 | 'main-aside' | 'flow'
}) {
  return <div className={`columns columns-${of}`}>{children}</div>
}

/** Children one under the other, with equal gaps. */
export function Stack({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return <div className={tight ? 'stack stack-tight' : 'stack'}>{children}</div>
}

/** Small elements in a line that wraps: pills, buttons, links. */
export function Inline({ children }: { children: ReactNode }) {
  return <div className="inline">{children}</div>
}

/** A list of `ListRow`s. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  const { shared, lines } = useSharedReasons()
  return (
    <SharedReasonsProvider of={shared}>
      <ul className="list" aria-label={label}>
        {children}
      </ul>
      <SharedReasons lines={lines} />
    </SharedReasonsProvider>
  )
}

/** A row of a list: the title is the link, details under it, state and time at the end. */
export function ListRow({
  href,
  title,
  detail,
  end,
  icon,
  now = false,
  late = false,
  children,
}: {
  href?: Href
  title: ReactNode
  detail?: ReactNode
  /** At the end of the row: a StatusPill, a date, a figure. */
  end?: ReactNode
  icon?: IconName
  /** Waits for the reader. */
  now?: boolean
  /** Late or harmful. */
  late?: boolean
  /** Controls of the row, under it on the phone. */
  children?: ReactNode
}) {
  return (
    <li className={`list-row${late ? ' list-row-late' : now ? ' list-row-now' : ''}`}>
      <div className="list-row-main">
        {icon && <Icon name={icon} />}
        <div className="list-row-text">
          {href === undefined ? (
            <span className="list-row-title">{title}</span>
          ) : (
            <a className="list-row-title" href={href}>
              {title}
            </a>
          )}
          {detail && <div className="list-row-detail">{detail}</div>}
        </div>
        {end && <div className="list-row-end">{end}</div>}
      </div>
      {children && <div className="list-row-more">{children}</div>}
    </li>
  )
}

/** A record's content as pairs of a name and a value; an empty value is shown as not known. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

export function FactRow({ label, children }: { label: string; children?: ReactNode }) {
  const t = useMessages()
  const empty = children === undefined || children === null || children === '' || children === false
  return (
    <div className="fact-row">
      <dt>{label}</dt>
      <dd>{empty ? <span className="soft">{t('kit.not_recorded')}</span> : children}</dd>
    </div>
  )
}

/** Details that the user opens; in print closed only if the user left them closed. */
export function Disclosure({
  label,
  open = false,
  onToggle,
  children,
}: {
  label: string
  open?: boolean
  onToggle?: () => void
  children: ReactNode
}) {
  return (
    <details className="disclosure" open={open} onToggle={onToggle}>
      <summary>
        <Icon name="forward" />
        {label}
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  )
}
