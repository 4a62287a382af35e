// The head of every printed page of a screen: who issues it, when, and how to reach them. Page numbers are in
// Print.css.
import { useState } from 'react'
import { dateIn } from '../../kernel/time.ts'
import { Wordmark } from '../drawings/Mark.tsx'
import { useFormats } from '../messages.tsx'
import { useSession } from '../session.tsx'

/** Organisation, centre, address and contact, each on its line; what is not known is left out. */
export function Issuer() {
  const session = useSession()
  if (!session) return null
  const { centre, address, contact } = session.letterhead ?? {}
  const name = session.actor.organisationName
  const lines = [...new Set([name, centre, address, contact])].filter(Boolean)
  return lines.map((line, at) => (
    <span key={line} className={at === 0 ? 'issuer-name' : 'issuer-line'}>
      <bdi>{line}</bdi>
    </span>
  ))
}

/** Not where the screen is a sheet with a head of its own. */
export default function Letterhead() {
  const session = useSession()
  const { date } = useFormats()
  const [now] = useState(() => new Date().toISOString())
  if (!session) return null
  return (
    <div className="letterhead print-only">
      <Wordmark />
      <p>
        <Issuer />
        <span className="issuer-line">{date(dateIn(now, session.actor.timeZone))}</span>
      </p>
    </div>
  )
}
