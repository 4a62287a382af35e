// The verifier's decision form: accept, reject with a reason, or ask for more evidence.
import { useState } from 'react'
import { say } from '../../../kernel/pack.ts'
import { Button } from '../../../kit/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { CheckGroup, ChoiceGroup, Select, TextArea } from '../../../kit/Field.tsx'
import { Actions, Form } from '../../../kit/Form.tsx'
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
  const [choice, setChoice] = useState<Choice | ''>('')
  const [reason, setReason] = useState<RejectionReason | ''>('')
  const [wanted, setWanted] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [errors, setErrors] = useState<string[]>([])
  const decide = useCommand(decideVerification, {
    done: () => {
      toast(t('verification.kept'))
      navigate('/verification')
    },
  })

  function send() {
    const missing = [
      choice === '' ? t('verification.choose') : '',
      choice === 'reject' && reason === '' ? t('verification.reason_missing') : '',
      choice === 'ask' && wanted.length === 0 && note.trim() === '' ? t('verification.ask_missing') : '',
    ].filter(Boolean)
    setErrors(missing)
    if (missing.length > 0 || choice === '') return undefined
    return decide.run({
      id: newId(),
      claim: claim.claim,
      decision: choice,
      ...(choice === 'reject' && reason !== '' && { reason }),
      ...(choice === 'ask' && { wanted }),
      ...(note.trim() !== '' && { note }),
    })
  }

  return (
    <Form onSubmit={send} problem={decide.problem} errors={errors}>
      <ChoiceGroup
        label={t('verification.question')}
        value={choice}
        onChange={setChoice}
        options={ASKED.map((each) => ({
          value: each,
          label: t(`verification.choice.${each}`),
          help: t(`verification.choice.${each}_help`),
        }))}
      />
      {choice === 'reject' && <ReasonField value={reason} onChange={setReason} />}
      {choice === 'ask' && claim.evidenceTypes.length > 0 && (
        <CheckGroup
          label={t('verification.wanted')}
          values={wanted}
          onChange={setWanted}
          options={claim.evidenceTypes.map(({ code, label }) => ({ value: code, label: say(label, locale) }))}
        />
      )}
      <TextArea
        label={t('verification.note')}
        help={t('verification.note_help')}
        optional
        rows={3}
        maxLength={2000}
        value={note}
        onChange={setNote}
      />
      <Actions>
        <Button type="submit" kind="primary" icon="check" busy={decide.busy}>
          {t('verification.decide')}
        </Button>
      </Actions>
    </Form>
  )
}

/** Dialog to withdraw an acceptance that turned out wrong. */
export function Withdraw({ claim, onClose }: { claim: VerificationDetail; onClose: () => void }) {
  const t = useMessages()
  const toast = useToast()
  const [reason, setReason] = useState<RejectionReason | ''>('')
  const [errors, setErrors] = useState<string[]>([])
  const withdraw = useCommand(voidVerification, {
    done: () => {
      toast(t('verification.withdrawn'))
      onClose()
    },
  })
  return (
    <Form
      problem={withdraw.problem}
      errors={errors}
      onSubmit={() => {
        setErrors(reason === '' ? [t('verification.reason_missing')] : [])
        return reason === '' ? undefined : withdraw.run({ id: newId(), claim: claim.claim, reason })
      }}
    >
      <p>{t('verification.withdraw_help')}</p>
      <ReasonField value={reason} onChange={setReason} />
      <Actions>
        <Button type="submit" kind="danger" busy={withdraw.busy}>
          {t('verification.withdraw')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('kit.cancel')}
        </Button>
      </Actions>
    </Form>
  )
}

function ReasonField({
  value,
  onChange,
}: {
  value: RejectionReason | ''
  onChange: (reason: RejectionReason | '') => void
}) {
  const t = useMessages()
  return (
    <Select
      label={t('verification.reason')}
      value={value}
      onChange={onChange}
      options={RejectionReason.options.map((each) => ({
        value: each,
        label: t(`verification.reason.${each}`),
      }))}
    />
  )
}
