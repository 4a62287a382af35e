// A page for print: logo, issuer and date in its head; `foot` at its end.
import type { ReactNode } from 'react'
import { Wordmark } from './Mark.tsx'

export function PrintSheet({
  issuer,
  date,
  children,
  foot,
}: {
  issuer: string
  date: ReactNode
  children: ReactNode
  foot?: ReactNode
}) {
  return (
    <article className="print-sheet">
      <header>
        <Wordmark />
        <p>
          {issuer}
          <br />
          {date}
        </p>
      </header>
      {children}
      {foot && <footer>{foot}</footer>}
    </article>
  )
}
