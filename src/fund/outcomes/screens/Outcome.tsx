// The screen of one claim: its timeline from the first fact to the verifier's decision, its evidence, and the
// next step.
import { useState } from 'react'
import { say } from '../../../kernel/packs/pack.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useAsk } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
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
import { RootLine, type RootNode } from '../../../kit/drawings/RootLine.tsx'
import type { ScreenProps } from '../../../kit/route.tsx'
import { useMay } from '../../../kit/session.tsx'
import { Answer, Notice } from '../../../kit/State.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { decisionsOn } from '../../verification/operations.ts'
import { getOutcome, submitOutcome, type ClaimDetail } from '../operations.ts'
import * as policy from '../policy.ts'
import { isToDo } from '../rules.ts'
import { AttachEvidence } from './AttachEvidence.tsx'
import { StatePill } from './claim.tsx'
import { ConsentToProve } from './ConsentToProve.tsx'

const TAKES_EVIDENCE = ['running', 'broken', 'evidence_missing', 'ready', 'returned']

export default function Outcome({ params }: ScreenProps<'/outcomes/:claim'>) {
  const asked = useAsk(
    getOutcome,
    { id: params['claim'] ?? '' },
    { refreshOn: ['verification', 'milestone'] },
  )
  return (
    <Page>
      <Answer of={asked} lines={8}>
        {(claim) => <Claim claim={claim} />}
      </Answer>
    </Page>
  )
}

function Claim({ claim }: { claim: ClaimDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const label = say(claim.outcome.label, locale)
  return (
    <>
      <PageHeader
        title={label}
        over={
          <a href={hrefTo('/people/:person', { person: claim.person })}>
            {claim.personName || t('outcome.person')}
          </a>
        }
        lead={claim.about ? say(claim.about, locale) : undefined}
        back={{ href: '/outcomes', label: t('outcome.title') }}
      />
      <Columns of="main-aside">
        <Stack>
          <NextStep claim={claim} />
          <ConsentToProve claim={claim} />
          <Card title={t('outcome.road')} icon="leaf">
            <ClaimTimeline claim={claim} />
          </Card>
        </Stack>
        <Stack>
          <Card title={t('outcome.about')} icon="contract">
            <Facts>
              <FactRow label={t('outcome.state')}>
                <StatePill claim={claim} />
              </FactRow>
              {claim.clock && <FactRow label={t('outcome.days')}>{t('outcome.clock', claim.clock)}</FactRow>}
              <FactRow label={t(claim.state === 'running' ? 'outcome.expected' : 'outcome.achieved')}>
                <DateText date={claim.dueOn} />
              </FactRow>
              {claim.ground && (
                <FactRow label={t('outcome.consent.by_law')}>{say(claim.ground, locale)}</FactRow>
              )}
              <FactRow label={t('outcome.pseudonym')}>
                <bdi className="figure">{claim.pseudonym}</bdi>
              </FactRow>
              <FactRow label={t('outcome.verifier')}>
                {claim.verifier?.name ?? t('outcome.verifier_none')}
              </FactRow>
            </Facts>
          </Card>
          <EvidenceCard claim={claim} />
        </Stack>
      </Columns>
    </>
  )
}

function NextStep({ claim }: { claim: ClaimDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { date, list } = useFormats()
  const mayNotSubmit = useMay(policy.submit)
  const [submitting, setSubmitting] = useState(false)
  if (claim.contradicted) {
    return (
      <Notice tone="late" title={t('outcome.contradicted')}>
        {t('outcome.contradicted_help')}
      </Notice>
    )
  }
  // A refused consent leaves no next step: staff must not press the person.
  if (claim.consent === 'refused' && isToDo(claim.state)) return null
  switch (claim.state) {
    case 'running':
      return <Notice tone="info">{t('outcome.next.running', { date: date(claim.dueOn) })}</Notice>
    case 'evidence_missing': {
      const what = list(claim.missing.map(({ label }) => say(label, locale)))
      return <Notice tone="now">{t('outcome.next.evidence_missing', { what })}</Notice>
    }
    case 'ready':
    case 'returned':
      if (claim.consent === 'missing') return null
      return (
        <Card tone="now" title={t(`outcome.next.${claim.state}`)}>
          <Stack tight>
            <p>{t('outcome.next.submit_help')}</p>
            <Actions>
              <Button
                kind="primary"
                icon="send"
                disabledReason={mayNotSubmit}
                onClick={() => setSubmitting(true)}
              >
                {t('outcome.submit')}
              </Button>
            </Actions>
          </Stack>
          {submitting && <Submit claim={claim} onClose={() => setSubmitting(false)} />}
        </Card>
      )
    default:
      return (
        <Notice tone={claim.state === 'verified' ? 'good' : 'info'}>
          {t(`outcome.next.${claim.state}`)}
        </Notice>
      )
  }
}

function Submit({ claim, onClose }: { claim: ClaimDetail; onClose: () => void }) {
  const t = useMessages()
  const toast = useToast()
  const only = claim.verifiers.length === 1 ? claim.verifiers[0]?.id : undefined
  const form = useOperationForm(submitOutcome, {
    initial: { id: claim.id, verifier: claim.verifier?.id ?? only ?? '' },
    unsaved: false,
    problems: { 'verifier.choose': 'verifier', 'verifier.not_independent': 'verifier' },
    done() {
      toast(t('outcome.submitted'))
      onClose()
    },
  })
  return (
    <Dialog title={t('outcome.submit')} onClose={onClose}>
      <OperationForm of={form}>
        <form.Combobox
          name="verifier"
          label={t('outcome.verifier')}
          help={t('outcome.verifier_help')}
          required={claim.verifiers.length > 0}
          missing={t('problem.verifier.choose')}
          options={claim.verifiers.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Actions>
          <Button type="submit" kind="primary" icon="send" busy={form.busy}>
            {t('outcome.submit')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('kit.cancel')}
          </Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}

/** The claim as a root line: facts, the clock, evidence, and the branch to the verifier and back. */
function ClaimTimeline({ claim }: { claim: ClaimDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { list } = useFormats()
  const asked = useAsk(decisionsOn, { claim: claim.id }, { refreshOn: ['outcome'] })
  const achieved = !['running', 'broken', 'failed'].includes(claim.state)
  const nodes: RootNode[] = claim.grounds.map((ground, at) => ({
    key: `ground-${at}`,
    date: ground.on,
    title: t(
      ground.as === 'start'
        ? claim.clock
          ? 'outcome.road.start'
          : 'outcome.road.event'
        : 'outcome.road.break',
    ),
    state: ground.as === 'break' ? 'undone' : 'done',
  }))
  if (claim.clock && (achieved || claim.state === 'running')) {
    nodes.push({
      key: 'clock',
      date: claim.dueOn,
      title: t('outcome.road.clock', claim.clock),
      detail: t(achieved ? 'outcome.road.held' : 'outcome.road.holding'),
      state: achieved ? 'done' : 'later',
    })
  }
  for (const each of claim.evidence) {
    nodes.push({ key: each.id, instant: each.attachedAt, title: say(each.type.label, locale), icon: 'clip' })
  }
  if (achieved && claim.missing.length > 0) {
    const what = list(claim.missing.map(({ label }) => say(label, locale)))
    nodes.push({ key: 'missing', title: t('outcome.missing', { what }), state: 'now' })
  }
  const decisions = asked.data?.decisions ?? []
  if (claim.submittedAt) {
    nodes.push({
      key: 'submitted',
      instant: claim.submittedAt,
      title: t('outcome.road.submitted'),
      icon: 'send',
      state: 'done',
      branch: {
        label: claim.verifier?.name ?? t('outcome.verifier'),
        returns: claim.state !== 'submitted',
        nodes:
          decisions.length === 0
            ? [{ key: 'waiting', title: t('outcome.road.waiting'), state: 'later' }]
            : decisions.map((each, at) => ({
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
      },
    })
  }
  return <RootLine label={t('outcome.road')} nodes={nodes} />
}

function EvidenceCard({ claim }: { claim: ClaimDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const mayNot = useMay(policy.attach)
  const [attaching, setAttaching] = useState(false)
  const open = TAKES_EVIDENCE.includes(claim.state)
  return (
    <Card title={t('evidence.title')} icon="clip">
      <Stack tight>
        {claim.evidence.length === 0 && claim.missing.length === 0 ? (
          <p className="soft">{t('evidence.none')}</p>
        ) : (
          <List label={t('evidence.title')}>
            {claim.evidence.map((each) => (
              <ListRow
                key={each.id}
                icon="check"
                title={say(each.type.label, locale)}
                detail={<bdi>{each.name}</bdi>}
                end={
                  <LinkButton href={`/api/attachments/${each.attachment}`} kind="quiet" download>
                    {t('evidence.open')}
                  </LinkButton>
                }
              />
            ))}
            {claim.missing.map(({ code, label }) => (
              <ListRow
                key={code}
                icon="alert"
                now
                title={say(label, locale)}
                detail={t('evidence.missing')}
              />
            ))}
          </List>
        )}
        {open && claim.evidenceTypes.length > 0 && (
          <Button icon="add" disabledReason={mayNot} onClick={() => setAttaching(true)}>
            {t('evidence.attach')}
          </Button>
        )}
      </Stack>
      {attaching && <AttachEvidence claim={claim} onClose={() => setAttaching(false)} />}
    </Card>
  )
}
