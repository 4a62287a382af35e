// The bones of a screen: a page with its heading, cards, lists of rows, and the pairs of a record.
import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { useMessages } from './messages.tsx'
import { useArrival, useTitle } from './route.tsx'

/**
 * The heading of every screen: where we are, one line of what it is for, and the one or two things to do here.
 * It names the browser's tab and takes the focus on arrival.
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
  /** Where this screen hangs: the address and its name. */
  back?: { href: string; label: string }
  actions?: ReactNode
  /** A short line over the title: the kind of thing this is. */
  over?: ReactNode
}) {
  useTitle(title)
  const heading = useArrival<HTMLHeadingElement>()
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
        {actions && <div className="page-actions screen-only">{actions}</div>}
      </div>
    </header>
  )
}

/** The body of a screen. `narrow` for reading and filling in; `wide` for tables. */
export function Page({ children, width = 'wide' }: { children: ReactNode; width?: 'narrow' | 'wide' }) {
  return <div className={`page page-${width}`}>{children}</div>
}

/** A titled sheet of paper. `tone="now"` marks, in clay, what needs a person now. */
export function Card({
  title,
  icon,
  tone,
  actions,
  children,
}: {
  title?: string
  icon?: IconName
  tone?: 'now' | 'leaf'
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
          {actions && <div className="card-actions screen-only">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/**
 * Things side by side where there is room, one under the other where there is not. `flow` fills two columns with cards
 * of unlike heights.
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

/** One under the other, evenly. */
export function Stack({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return <div className={tight ? 'stack stack-tight' : 'stack'}>{children}</div>
}

/** Small things in a line that wraps: pills, buttons, links. */
export function Inline({ children }: { children: ReactNode }) {
  return <div className="inline">{children}</div>
}

/** A list of things one can open. Give it rows. */
export function List({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className="list" aria-label={label}>
      {children}
    </ul>
  )
}

/** A row of a list: a title that is the link, what else matters under it, state and hour at the end. */
export function ListRow({
  href,
  title,
  detail,
  end,
  icon,
  now = false,
  children,
}: {
  href?: string
  title: ReactNode
  detail?: ReactNode
  /** At the end of the row: a StatusPill, a date, a figure. */
  end?: ReactNode
  icon?: IconName
  /** A person is needed now. */
  now?: boolean
  /** Controls of the row, under it on the phone. */
  children?: ReactNode
}) {
  return (
    <li className={`list-row${now ? ' list-row-now' : ''}`}>
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

/** What a record says, as pairs of a name and a value; what is not known says so. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>
}

export function FactRow({ label, children }: { label: string; children?: ReactNode }) {
  const t = useMessages()
  const empty = children === undefined || children === null || children === ''
  return (
    <div className="fact-row">
      <dt>{label}</dt>
      <dd>{empty ? <span className="soft">{t('kit.not_recorded')}</span> : children}</dd>
    </div>
  )
}

/** More, opened on wish; closed in print only if the reader left it closed. */
export function Disclosure({
  label,
  open = false,
  children,
}: {
  label: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <Icon name="forward" />
        {label}
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  )
}
