// A page for print: logo, issuer and date in its head; `foot` at its end.
import type { ReactNode } from 'react'
import { Issuer } from './Letterhead.tsx'
import { Wordmark } from './Mark.tsx'
import { useSession } from './session.tsx'

/** Without `issuer`, it is the user's organisation with its address and contact. */
export function PrintSheet({
  issuer,
  date,
  children,
  foot,
}: {
  issuer?: string | undefined
  date: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  const own = useSession()?.actor.organisationName
  return (
    <article className="print-sheet">
      <header>
        <Wordmark />
        <p>
          {issuer === undefined || issuer === own ? (
            <Issuer />
          ) : (
            <span className="issuer-name">{issuer}</span>
          )}
          <span className="issuer-line">{date}</span>
        </p>
      </header>
      {children}
      {foot && <footer>{foot}</footer>}
    </article>
  )
}
