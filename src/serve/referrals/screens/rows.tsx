// A referral as a row of a list, on every screen that lists referrals.
import { hrefTo } from '../../../kernel/paths.ts'
import { DateText } from '../../../kit/Figures.tsx'
import { ListRow } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import type { Referral } from '../operations.ts'

const TONES: Record<Referral['state'], PillTone> = {
  draft: 'open',
  sent: 'open',
  accepted: 'open',
  declined: 'now',
  redirected: 'closed',
  expired: 'late',
  scheduled: 'open',
  no_show: 'now',
  served: 'good',
  closed: 'closed',
  cancelled: 'closed',
}

/** The states in which a side has something to do: the pill says what, not how it came to it. */
type Awaited = 'sent' | 'no_show' | 'declined' | 'expired'

/** Whether this side has something to do now. */
export function isWaiting({ side, state }: Pick<Referral, 'side' | 'state'>): boolean {
  return side === 'receiver'
    ? state === 'sent' || state === 'no_show'
    : state === 'declined' || state === 'expired'
}

export function StatePill({ referral }: { referral: Referral }) {
  const t = useMessages()
  const waits = isWaiting(referral) && referral.state !== 'expired'
  function said() {
    if (isWaiting(referral)) return t(`referral.awaits.${referral.state as Awaited}`)
    const state = t(`referral.state.${referral.state}`)
    if (!referral.unsent) return state
    return referral.state === 'sent' ? t('referral.unsent_sending') : t('referral.unsent', { state })
  }
  const tone = waits ? 'now' : referral.result === 'served' ? 'good' : TONES[referral.state]
  return <StatusPill tone={tone}>{said()}</StatusPill>
}

/** The person's name, or that it is no longer shown; such a referral has no reason either. */
export function useNameOf() {
  const t = useMessages()
  return ({ introduction, reason }: Pick<Referral, 'introduction' | 'reason'>) =>
    introduction.calledName ?? t(reason === '' ? 'referral.no_longer_shown' : 'referral.nameless')
}

export function ReferralRow({ referral, named = true }: { referral: Referral; named?: boolean }) {
  const t = useMessages()
  const nameOf = useNameOf()
  const where =
    referral.side === 'sender'
      ? t('referral.to_whom', { name: referral.receiver.name })
      : t('referral.from_whom', { name: referral.sender.name })
  const service = referral.service?.name ?? t('referral.no_service')
  return (
    <ListRow
      href={hrefTo('/referrals/:person/:referral', { person: referral.person, referral: referral.id })}
      title={named ? nameOf(referral) : service}
      detail={
        <>
          {named && (
            <>
              <bdi>{service}</bdi>
              {'\u00a0· '}
            </>
          )}
          <bdi>{where}</bdi>
          {referral.state === 'sent' && referral.answerBy && !referral.unsent && (
            <>
              {'\u00a0· '}
              {t('referral.answer_by')} <DateText date={referral.answerBy} short />
            </>
          )}
          {referral.state === 'scheduled' && referral.scheduledFor && (
            <>
              {'\u00a0· '}
              <DateText instant={referral.scheduledFor} short />
            </>
          )}
        </>
      }
      now={isWaiting(referral)}
      late={isWaiting(referral) && referral.state === 'expired'}
      end={<StatePill referral={referral} />}
    />
  )
}
