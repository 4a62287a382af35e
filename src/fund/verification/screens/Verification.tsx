// The verifier's screen of one claim: the outcome, the facts it is based on, the evidence, and the decision.
import { useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import {
  Card,
  Columns,
  FactRow,
  Facts,
  List,
  ListRow,
  Page,
  PageHeader,
  Stack,
} from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { RootLine, type RootNode } from '../../../kit/RootLine.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { getVerification, type VerificationDetail } from '../operations.ts'
import { Decide, Withdraw } from './Decide.tsx'
import { VerificationPill } from './VerificationRow.tsx'

export default function Verification({ params }: ScreenProps<'/verification/:claim'>) {
  const asked = useAsk(getVerification, { claim: params['claim'] ?? '' }, { refreshOn: ['outcome'] })
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(claim) => <Claim claim={claim} />}
      </Answer>
    </Page>
  )
}

function Claim({ claim }: { claim: VerificationDetail }) {
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
      <Columns of="main-aside">
        <Stack>
          {claim.contradicted && (
            <Notice tone="late" title={t('verification.contradicted')}>
              {t('verification.contradicted_help')}
            </Notice>
          )}
          <EvidenceCard claim={claim} />
          {claim.state === 'submitted' && (
            <Card title={t('verification.decision')} icon="shield" tone="now">
              <Decide claim={claim} />
            </Card>
          )}
        </Stack>
        <Stack>
          <Card title={t('verification.claimed')} icon="flag">
            <Facts>
              <FactRow label={t('verification.state')}>
                <VerificationPill state={claim.state} />
              </FactRow>
              <FactRow label={t('verification.provider')}>{claim.provider}</FactRow>
              <FactRow label={t('verification.achieved_on')}>
                <DateText date={claim.achievedOn} />
              </FactRow>
              {claim.spanDays > 0 && (
                <FactRow label={t('verification.span')}>
                  {t('verification.days', { days: claim.spanDays })}
                </FactRow>
              )}
              <FactRow label={t('verification.recorders')}>
                {t('verification.recorders_count', { count: claim.recorders })}
              </FactRow>
              <FactRow label={t('verification.terms')}>
                <bdi>{claim.packRelease.split('+')[0]}</bdi>
              </FactRow>
            </Facts>
          </Card>
          <Card title={t('verification.road')} icon="leaf">
            <ClaimTimeline claim={claim} />
          </Card>
          {claim.state === 'verified' && (
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

function EvidenceCard({ claim }: { claim: VerificationDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { number } = useFormats()
  return (
    <Card title={t('evidence.title')} icon="clip">
      {claim.evidence.length === 0 ? (
        <p className="soft">{t('verification.no_evidence')}</p>
      ) : (
        <List label={t('evidence.title')}>
          {claim.evidence.map((each) => (
            <ListRow
              key={each.attachment}
              icon="clip"
              title={say(each.type.label, locale)}
              detail={
                <>
                  <DateText instant={each.attachedAt} />{' '}
                  {t('evidence.size', { kilobytes: number(Math.max(1, Math.round(each.size / 1000))) })}
                </>
              }
              end={
                <LinkButton href={`/api/attachments/${each.attachment}`} kind="plain" download>
                  {t('evidence.open')}
                </LinkButton>
              }
            />
          ))}
        </List>
      )}
    </Card>
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
