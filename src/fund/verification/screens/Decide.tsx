// The verifier's decision form: accept, reject with a reason, or ask for more evidence.
import { useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId } from '../../../kit/data.tsx'
import { fields } from '../../../kit/form/fields.tsx'
import { useGiven, useOperationForm } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions } from '../../../kit/Form.tsx'
import { useLocale, useMessages } from '../../../kit/messages.tsx'
import { navigate } from '../../../kit/route.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import {
  decideVerification,
  RejectionReason,
  voidVerification,
  type VerificationDetail,
  type Choice,
} from '../operations.ts'

/** The order of the choices: the worst for the person comes last. */
const ASKED: readonly Choice[] = ['accept', 'ask', 'reject']

export function Decide({ claim }: { claim: VerificationDetail }) {
  const t = useMessages()
  const { locale } = useLocale()
  const toast = useToast()
  const [id] = useState(newId)
  const form = useOperationForm(decideVerification, {
    initial: { id, claim: claim.claim },
    // The reason goes with a rejection alone, and the evidence wanted with asking for it.
    input: ({ reason, wanted, ...given }) => ({
      ...given,
      ...(given.decision === 'reject' && { reason }),
      ...(given.decision === 'ask' && { wanted: wanted ?? [] }),
    }),
    rules: ({ decision, wanted = [], note }) =>
      decision === 'ask' && wanted.length === 0 && note === undefined
        ? [{ at: claim.evidenceTypes.length > 0 ? 'wanted' : 'note', text: t('verification.ask_missing') }]
        : [],
    problems: { 'verification.reason_missing': 'reason', 'verification.nothing_asked': 'note' },
    done() {
      toast(t('verification.kept'))
      navigate('/verification')
    },
  })
  const { decision } = useGiven(form)

  return (
    <OperationForm of={form}>
      <form.Choice
        name="decision"
        label={t('verification.question')}
        missing={t('verification.choose')}
        options={ASKED.map((each) => ({
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
          options={claim.evidenceTypes.map(({ code, label }) => ({ value: code, label: say(label, locale) }))}
        />
      )}
      <form.TextArea name="note" label={t('verification.note')} help={t('verification.note_help')} rows={3} />
      <Actions>
        <Button type="submit" kind="primary" icon="check" busy={form.busy}>
          {t('verification.decide')}
        </Button>
      </Actions>
    </OperationForm>
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
