// Says what of its user's work waits on this device for another organisation: it is sent there and nowhere else.
import { useEffect, useState, type ReactNode } from 'react'
import { listLocks, type Lock } from '../device/locks.ts'
import { storeName } from '../kernel/device-sync.ts'
import { Icon } from '../kit/drawings/Icon.tsx'
import { useMessages } from '../kit/messages.tsx'
import type { Session } from '../kit/session.tsx'

export default function Elsewhere({ session: { actor, organisations } }: { session: Session }): ReactNode {
  const t = useMessages()
  const [locks, setLocks] = useState<readonly Lock[]>([])
  useEffect(() => {
    listLocks().then(setLocks, () => {})
  }, [])
  const mine = organisations.map(({ id }) => storeName({ user: actor.user, organisation: id }))
  const waiting = locks.filter(
    ({ store, user, waiting: count }) => user === actor.user && store !== storeName(actor) && count > 0,
  )
  if (waiting.length === 0) return null
  return (
    <output className="waiting screen-only">
      {waiting.map(({ store, organisationName: organisation, waiting: count }) => (
        <span key={store}>
          <Icon name="clock" />
          {t(mine.includes(store) ? 'devices.waits_elsewhere' : 'devices.waits_left', {
            count,
            organisation,
          })}
        </span>
      ))}
    </output>
  )
}
