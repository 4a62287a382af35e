// How long ago what is said of a service was confirmed, in words.
import { useState } from 'react'
import { dateIn } from '../../../kernel/time.ts'
import { useFormats, useMessages } from '../../../kit/messages.tsx'
import { useActor } from '../../../kit/session.tsx'
import type { Service } from '../operations.ts'

/** What is offered is confirmed each quarter: people are sent to it. */
const QUARTER_DAYS = 90

/** Services confirmed before this instant are to be confirmed again: the beginning of a day, so that it stays. */
export const confirmedBefore = (now: Date): string =>
  `${new Date(now.getTime() - QUARTER_DAYS * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`

/** The moment at which the screen was drawn first. */
export function useNow(): Date {
  const [now] = useState(() => new Date())
  return now
}

export const isOld = ({ assuredAt }: Pick<Service, 'assuredAt'>, now: Date): boolean =>
  Date.parse(assuredAt) < Date.parse(confirmedBefore(now))

function useWhen({ assuredAt }: Pick<Service, 'assuredAt'>, now: Date): string {
  const { relative } = useFormats()
  const { timeZone } = useActor()
  return relative(dateIn(assuredAt, timeZone), dateIn(now.toISOString(), timeZone))
}

/** "12 days ago". */
export function Since({ service }: { service: Pick<Service, 'assuredAt'> }) {
  return <>{useWhen(service, useNow())}</>
}

export function Freshness({ service }: { service: Pick<Service, 'assuredAt'> }) {
  const t = useMessages()
  const now = useNow()
  const when = useWhen(service, now)
  return <>{t(isOld(service, now) ? 'service.fresh.old' : 'service.fresh.new', { when })}</>
}
