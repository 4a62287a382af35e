// The verifier's decision: accept, reject with a reason, or ask for more evidence; confirmed, and taken back.
import { useState } from 'react'
import type { InputOf } from '../../../kernel/command.ts'
import { say } from '../../../kernel/packs/pack.ts'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { DateText } from '../../../kit/Figures.tsx'
import { fields } from '../../../kit/form/fields.tsx'
import { useGiven, useOperationForm, useSchemaForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary } from '../../../kit/Form.tsx'
import { FactRow, Facts, Stack } from '../../../kit/Layout.tsx'
import { useFormats, useLocale, useMessages } from '../../../kit/messages.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import { TAKE_BACK_MINUTES } from '../../outcomes/operations.ts'
import {
  decideVerification,
  RejectionReason,
  takeBackVerification,
  voidVerification,
  type VerificationDetail,
  Choice,
} from '../operations.ts'

export function Decide({ claim, onDecided }: { claim: VerificationDetail; onDecided: () => void }) {
  const t = useMessages()
  const { locale } = useLocale()
  const { list } = useFormats()
  const toast = useToast()
  const [id] = useState(newId)
  const [asking, ask] = useState<InputOf<typeof decideVerification>>()
  const decide = useCommand(decideVerification)
  const unopened = claim.evidence.filter(({ opened }) => !opened)
  const form = useSchemaForm(decideVerification.input, {
    initial: { id, claim: claim.claim },
    // The reason goes with a rejection alone, and the evidence wanted with asking for it.
    input: ({ reason, wanted, ...given }) => ({
      ...given,
      ...(given.decision === 'reject' && { reason }),
      ...(given.decision === 'ask' && { wanted: wanted ?? [] }),
    }),
    rules: ({ decision, wanted = [], note }) => [
      ...(decision === 'accept' && unopened.length > 0
        ? [
            {
              at: 'decision' as const,
              text: t('verification.open_first', {
                names: list(unopened.map(({ type }) => say(type.label, locale))),
              }),
            },
          ]
        : []),
      ...(decision === 'ask' && wanted.length === 0 && note === undefined
        ? [
            {
              at: claim.evidenceTypes.length > 0 ? ('wanted' as const) : ('note' as const),
              text: t('verification.ask_missing'),
            },
          ]
        : []),
    ],
    problem: decide.problem,
    problems: { 'verification.reason_missing': 'reason', 'verification.nothing_asked': 'note' },
    busy: decide.busy,
    send: async (given) => ask(given),
  })
  const { decision } = useGiven(form)

  async function confirm(given: InputOf<typeof decideVerification>) {
    const result = await decide.run(given)
    ask(undefined)
    if (result.state === 'refused') return
    await form.sent()
    toast(t('verification.kept'))
    onDecided()
  }

  return (
    <>
      <OperationForm of={form}>
        <form.Choice
          name="decision"
          label={t('verification.question')}
          missing={t('verification.choose')}
          options={Choice.options.map((each) => ({
            value: each,
            label: t(`verification.choice.${each}`),
            help: t(`verification.choice.${each}_help`),
          }))}
        />
        {decision === 'reject' && <ReasonField />}
        {decision === 'ask' && claim.evidenceTypes.length > 0 && (
          <form.Checks
            name="wanted"
            label={t('verification.wanted')}
            options={claim.evidenceTypes.map(({ code, label }) => ({
              value: code,
              label: say(label, locale),
            }))}
          />
        )}
        <form.TextArea
          name="note"
          label={t('verification.note')}
          help={t('verification.note_help')}
          rows={2}
        />
        <Actions>
          <Button type="submit" kind="primary" icon="check" busy={form.busy}>
            {t('verification.decide')}
          </Button>
        </Actions>
      </OperationForm>
      {asking && (
        <Confirm
          claim={claim}
          given={asking}
          busy={decide.busy}
          onConfirm={() => void confirm(asking)}
          onClose={() => ask(undefined)}
        />
      )}
    </>
  )
}

/** Repeats what is decided, about what, and until when it can be taken back. */
function Confirm({
  claim,
  given,
  busy,
  onConfirm,
  onClose,
}: {
  claim: VerificationDetail
  given: InputOf<typeof decideVerification>
  busy: boolean
  onConfirm: () => void
  onClose: () => void
}) {
  const t = useMessages()
  const { locale } = useLocale()
  const { list } = useFormats()
  const wanted = claim.evidenceTypes.filter(({ code }) => given.wanted?.includes(code))
  return (
    <Dialog title={t(`verification.confirm.${given.decision}`)} onClose={onClose}>
      <Stack>
        <Facts>
          <FactRow label={t('verification.claimed')}>{say(claim.outcome.label, locale)}</FactRow>
          <FactRow label={t('verification.pseudonym')}>
            <bdi className="figure">{claim.pseudonym}</bdi>
          </FactRow>
          <FactRow label={t('verification.achieved_on')}>
            <DateText date={claim.achievedOn} />
          </FactRow>
          {given.reason && (
            <FactRow label={t('verification.reason')}>{t(`verification.reason.${given.reason}`)}</FactRow>
          )}
          {wanted.length > 0 && (
            <FactRow label={t('verification.wanted')}>
              {list(wanted.map(({ label }) => say(label, locale)))}
            </FactRow>
          )}
          {given.note && <FactRow label={t('verification.note')}>{given.note}</FactRow>}
        </Facts>
        <p>{t('verification.confirm_help', { minutes: TAKE_BACK_MINUTES })}</p>
        <Actions>
          <Button kind="primary" icon="check" busy={busy} onClick={onConfirm}>
            {t(`verification.confirm_do.${given.decision}`)}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('verification.confirm_back')}
          </Button>
        </Actions>
      </Stack>
    </Dialog>
  )
}

/** The decision that was made, and the way to take it back while there is time. */
export function Decided({ claim, until }: { claim: VerificationDetail; until: string }) {
  const t = useMessages()
  const { time } = useFormats()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const [takeBackId, setTakeBackId] = useState(newId)
  const takeBack = useCommand(takeBackVerification, {
    done() {
      setTakeBackId(newId())
      toast(t('verification.taken_back'))
      setAsking(false)
    },
  })
  return (
    <Stack tight>
      <p>{t('verification.take_back_until', { time: time(until) })}</p>
      <Actions>
        <Button icon="back" onClick={() => setAsking(true)}>
          {t('verification.take_back')}
        </Button>
      </Actions>
      {asking && (
        <Dialog title={t('verification.take_back')} onClose={() => setAsking(false)}>
          <Stack>
            <ErrorSummary problem={takeBack.problem} />
            <p>{t('verification.take_back_help')}</p>
            <Actions>
              <Button
                kind="primary"
                busy={takeBack.busy}
                onClick={() => void takeBack.run({ id: takeBackId, claim: claim.claim })}
              >
                {t('verification.take_back')}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {t('kit.cancel')}
              </Button>
            </Actions>
          </Stack>
        </Dialog>
      )}
    </Stack>
  )
}

/** Dialog to withdraw an acceptance that turned out wrong. */
export function Withdraw({ claim, onClose }: { claim: VerificationDetail; onClose: () => void }) {
  const t = useMessages()
  const toast = useToast()
  const [id] = useState(newId)
  const form = useOperationForm(voidVerification, {
    initial: { id, claim: claim.claim },
    done() {
      toast(t('verification.withdrawn'))
      onClose()
    },
  })
  return (
    <OperationForm of={form}>
      <p>{t('verification.withdraw_help')}</p>
      <ReasonField />
      <Actions>
        <Button type="submit" kind="danger" busy={form.busy}>
          {t('verification.withdraw')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
      </Actions>
    </OperationForm>
  )
}

const rejected = fields<{ reason: RejectionReason }>()

function ReasonField() {
  const t = useMessages()
  return (
    <rejected.Select
      name="reason"
      label={t('verification.reason')}
      required
      missing={t('verification.reason_missing')}
      options={RejectionReason.options.map((each) => ({
        value: each,
        label: t(`verification.reason.${each}`),
      }))}
    />
  )
}
