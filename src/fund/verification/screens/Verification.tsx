// The verifier's screen of one claim: the outcome, the facts it is based on, the evidence, and the decision.
import { useState, type ReactNode } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { Card, Columns, Page, PageHeader, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { RootLine, type RootNode } from '../../../kit/drawings/RootLine.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { getVerification, type VerificationDetail } from '../operations.ts'
import { Decide, Decided, Withdraw } from './Decide.tsx'
import { Evidence } from './Evidence.tsx'
import { VerificationPill } from './VerificationRow.tsx'

export default function Verification({ params }: ScreenProps<'/verification/:claim'>) {
  const asked = useAsk(getVerification, { claim: params['claim'] ?? '' }, { refreshOn: ['outcome'] })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(claim) => <Claim claim={claim} again={asked.again} />}
      </Answer>
    </Page>
  )
}

function Claim({ claim, again }: { claim: VerificationDetail; again: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const [withdrawing, setWithdrawing] = useState(false)
  return (
    <>
      <PageHeader
        title={say(claim.outcome.label, locale)}
        over={<bdi className="figure">{claim.pseudonym}</bdi>}
        lead={claim.about ? say(claim.about, locale) : undefined}
        back={{ href: '/verification', label: t('verification.title') }}
      />
      <Claimed claim={claim} />
      {claim.contradicted && (
        <Notice tone="late" title={t('verification.contradicted')}>
          {t('verification.contradicted_help')}
        </Notice>
      )}
      <Columns of="main-aside">
        <Evidence claim={claim} onOpened={again} />
        <Stack>
          {claim.state === 'submitted' && (
            <Card title={t('verification.decision')} icon="shield" tone="now">
              <Decide claim={claim} onDecided={again} />
            </Card>
          )}
          {claim.takeBackUntil && (
            <Card title={t('verification.decision')} icon="shield">
              <Decided claim={claim} until={claim.takeBackUntil} />
            </Card>
          )}
          <Card title={t('verification.road')} icon="leaf">
            <ClaimTimeline claim={claim} />
          </Card>
          {claim.state === 'verified' && !claim.takeBackUntil && (
            <Button kind="danger" onClick={() => setWithdrawing(true)}>
              {t('verification.withdraw')}
            </Button>
          )}
        </Stack>
      </Columns>
      {withdrawing && (
        <Dialog title={t('verification.withdraw')} onClose={() => setWithdrawing(false)}>
          <Withdraw claim={claim} onClose={() => setWithdrawing(false)} />
        </Dialog>
      )}
    </>
  )
}

/** The figures that the evidence is compared with, before anything else. */
function Claimed({ claim }: { claim: VerificationDetail }) {
  const t = useMessages()
  return (
    <dl className="claimed" aria-label={t('verification.claimed')}>
      <Figure label={t('verification.state')}>
        <VerificationPill state={claim.state} />
      </Figure>
      <Figure label={t('verification.achieved_on')}>
        <DateText date={claim.achievedOn} />
      </Figure>
      {claim.spanDays > 0 && (
        <Figure label={t('verification.span')}>{t('verification.days', { days: claim.spanDays })}</Figure>
      )}
      <Figure label={t('verification.provider')}>
        <bdi>{claim.provider}</bdi>
      </Figure>
      <Figure label={t('verification.recorders')}>
        {t('verification.recorders_count', { count: claim.recorders })}
      </Figure>
      <Figure label={t('verification.terms')}>
        <bdi>{claim.packRelease.split('+')[0]?.replace('@', ' ')}</bdi>
      </Figure>
    </dl>
  )
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function ClaimTimeline({ claim }: { claim: VerificationDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { list } = useFormats()
  const nodes: RootNode[] = [
    ...claim.grounds.map((ground, at): RootNode => ({
      key: `ground-${at}`,
      date: ground.on,
      title: t(ground.as === 'start' ? 'verification.road.start' : 'verification.road.break'),
      state: ground.as === 'break' ? 'undone' : 'done',
    })),
    ...(claim.spanDays > 0
      ? [{ key: 'end', date: claim.achievedOn, title: t('verification.road.held', { days: claim.spanDays }) }]
      : []),
    { key: 'submitted', instant: claim.submittedAt, title: t('verification.road.submitted'), icon: 'send' },
    ...claim.decisions.map((each, at): RootNode => ({
      key: `decision-${at}`,
      instant: each.decidedAt,
      title: t(`verification.decided.${each.decision}`),
      detail: [
        each.reason ? t(`verification.reason.${each.reason}`) : '',
        list(each.wanted.map(({ label }) => say(label, locale))),
        each.note ?? '',
      ]
        .filter(Boolean)
        .join(' · '),
      state: each.decision === 'accept' ? 'done' : each.decision === 'ask' ? 'now' : 'undone',
    })),
  ]
  return <RootLine label={t('verification.road')} nodes={nodes} />
}
