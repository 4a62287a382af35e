// A claim in one line: its state, its clock and missing evidence; used by all lists of claims.
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { inLine } from '../../../kit/formats.ts'
import { ListRow } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { StatusPill, type PillTone } from '../../../kit/State.tsx'
import type { ClaimState, ClaimSummary } from '../operations.ts'

const TONES: Record<ClaimState, PillTone> = {
  running: 'open',
  broken: 'closed',
  failed: 'closed',
  evidence_missing: 'now',
  ready: 'now',
  submitted: 'open',
  returned: 'now',
  verified: 'good',
  rejected: 'closed',
  voided: 'closed',
}

export function StatePill({ claim: { state, consent } }: { claim: Pick<ClaimSummary, 'state' | 'consent'> }) {
  const t = useMessages()
  // Only the person's consent is missing before it can be submitted.
  if (state === 'ready' && (consent === 'missing' || consent === 'refused'))
    return (
      <StatusPill tone={consent === 'missing' ? 'now' : 'closed'}>
        {t(`outcome.consent.${consent}_short`)}
      </StatusPill>
    )
  return <StatusPill tone={TONES[state]}>{t(`outcome.state.${state}`)}</StatusPill>
}

/** "Day 78 of 90", "due on 1 April", "payslip missing": what a case worker needs at a glance. */
export function useClaimLine(): (claim: ClaimSummary) => string {
  const t = useMessages()
  const { date, list } = useFormats()
  const { locale } = useLocale()
  return (claim) => {
    const parts: string[] = []
    if (claim.clock) parts.push(t('outcome.clock', claim.clock))
    parts.push(t(claim.state === 'running' ? 'outcome.due_on' : 'outcome.on', { date: date(claim.dueOn) }))
    if (claim.missing.length > 0) {
      parts.push(t('outcome.missing', { what: list(claim.missing.map(({ label }) => say(label, locale))) }))
    }
    if (claim.consent === 'missing' || claim.consent === 'refused')
      parts.push(t(`outcome.consent.${claim.consent}`))
    return inLine(parts)
  }
}

/** It waits for the organisation, and the person did not say no. */
export const isToDo = ({ state, consent }: Pick<ClaimSummary, 'state' | 'consent'>): boolean =>
  TONES[state] === 'now' && consent !== 'refused'

export function ClaimRow({ claim, named }: { claim: ClaimSummary; named: boolean }) {
  const { locale } = useLocale()
  const line = useClaimLine()
  const label = say(claim.outcome.label, locale)
  return (
    <ListRow
      href={hrefTo('/outcomes/:claim', { claim: claim.id })}
      title={named ? claim.personName || label : label}
      detail={named && claim.personName ? `${label} · ${line(claim)}` : line(claim)}
      end={<StatePill claim={claim} />}
      now={isToDo(claim)}
    />
  )
}
