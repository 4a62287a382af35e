// A page for print: logo, issuer and date in its head; `foot` at its end.
import type { ReactNode } from 'react'
import { Issuer } from './Letterhead.tsx'
import { Wordmark } from '../drawings/Mark.tsx'
import { useSession } from '../session.tsx'

/**
 * Without `issuer`, it is the user's organisation with its address and contact; `letterhead` stands in place of all
 * that.
 */
export function PrintSheet({
  issuer,
  date,
  letterhead,
  children,
  foot,
}: {
  issuer?: string | undefined
  date?: ReactNode
  letterhead?: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  const own = useSession()?.actor.organisationName
  return (
    <article className="print-sheet">
      <header>
        {letterhead ?? (
          <>
            <Wordmark />
            <p>
              {issuer === undefined || issuer === own ? (
                <Issuer />
              ) : (
                <span className="issuer-name">{issuer}</span>
              )}
              <span className="issuer-line">{date}</span>
            </p>
          </>
        )}
      </header>
      {children}
      {foot && <footer>{foot}</footer>}
    </article>
  )
}
