// A claim in the verifier's list: pseudonym, outcome, provider, and since when it waits.
import { say } from '../../../kernel/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import type { VerificationState, VerificationSummary } from '../operations.ts'

const TONES: Record<VerificationState, PillTone> = {
  submitted: 'now',
  returned: 'open',
  verified: 'good',
  rejected: 'closed',
  voided: 'closed',
}

export function VerificationPill({ state }: { state: VerificationState }) {
  const t = useMessages()
  return <StatusPill tone={TONES[state]}>{t(`verification.state.${state}`)}</StatusPill>
}

export function VerificationRow({ claim }: { claim: VerificationSummary }) {
  const t = useMessages()
  const { date } = useFormats()
  const { locale } = useLocale()
  const told = { provider: claim.provider, date: date(claim.achievedOn), files: claim.files }
  return (
    <ListRow
      href={hrefTo('/verification/:claim', { claim: claim.claim })}
      title={
        <>
          {say(claim.outcome.label, locale)} · <bdi className="figure">{claim.pseudonym}</bdi>
        </>
      }
      detail={t('verification.row', told)}
      end={<VerificationPill state={claim.state} />}
    />
  )
}
