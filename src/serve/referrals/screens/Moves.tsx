// The steps open on a referral: the likeliest as a button, those that need a text as a short form.
import { useState } from 'react'
import type { Command, InputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { DateField } from '../../../kit/DateField.tsx'
import { Select, TextArea, TextField } from '../../../kit/Field.tsx'
import { Actions, Form, Row } from '../../../kit/Form.tsx'
import { Card, Inline } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/Toast.tsx'
import {
  acceptReferral,
  missReferral,
  sendReferral,
  declineReferral,
  scheduleReferral,
  closeReferral,
  cancelReferral,
} from '../operations.ts'
import type { Referral } from '../operations.ts'
import * as policy from '../policy.ts'

type Asking = 'decline' | 'schedule' | 'close' | 'cancel'

export function Moves({ referral }: { referral: Referral }) {
  const t = useMessages()
  const [asking, setAsking] = useState<Asking>()
  const mayReceive = useMay(policy.receive)
  const { moves, person, id } = referral
  const can = (move: Referral['moves'][number]) => moves.includes(move)
  if (moves.length === 0) return null
  const done = () => setAsking(undefined)
  const key = { person, id }
  return (
    <Card title={t('referral.next')} tone="leaf">
      <Inline>
        {can('accept') && (
          <Move command={acceptReferral} input={key} name="accept" disabledReason={mayReceive} primary />
        )}
        {can('serve') && (
          <LinkButton
            href={hrefTo(
              '/people/:person/service',
              { person },
              { referral: id, service: referral.service?.id },
            )}
            kind="primary"
            icon="delivery"
          >
            {t('referral.move.serve')}
          </LinkButton>
        )}
        {can('schedule') && (
          <Button icon="calendar" disabledReason={mayReceive} onClick={() => setAsking('schedule')}>
            {t('referral.move.schedule')}
          </Button>
        )}
        {can('miss') && <Move command={missReferral} input={key} name="miss" disabledReason={mayReceive} />}
        {can('send') && <Move command={sendReferral} input={key} name="send" primary />}
        {can('redirect') && (
          <LinkButton
            href={hrefTo('/people/:person/refer', { person }, { instead: id })}
            kind="primary"
            icon="referral"
          >
            {t('referral.move.redirect')}
          </LinkButton>
        )}
        {can('close') && <Button onClick={() => setAsking('close')}>{t('referral.move.close')}</Button>}
        {can('decline') && (
          <Button disabledReason={mayReceive} onClick={() => setAsking('decline')}>
            {t('referral.move.decline')}
          </Button>
        )}
        {can('cancel') && <Button onClick={() => setAsking('cancel')}>{t('referral.move.cancel')}</Button>}
      </Inline>
      {asking === 'decline' && <Decline referral={referral} onDone={done} />}
      {asking === 'schedule' && <Schedule referral={referral} onDone={done} />}
      {asking === 'close' && <Close referral={referral} onDone={done} />}
      {asking === 'cancel' && <Cancel referral={referral} onDone={done} />}
    </Card>
  )
}

/** A step that needs no text; an error is shown under its button. */
function Move<C extends Command>({
  command,
  input,
  name,
  disabledReason,
  primary = false,
}: {
  command: C
  input: InputOf<C>
  name: 'accept' | 'miss' | 'send'
  disabledReason?: string | undefined
  primary?: boolean
}) {
  const t = useMessages()
  const say = useToast()
  const move = useCommand(command)
  return (
    <Form
      onSubmit={async () => {
        const result = await move.run(input)
        if (result.state !== 'refused') say(t(`referral.done.${name}`))
      }}
      problem={move.problem}
    >
      <Button
        type="submit"
        kind={primary ? 'primary' : 'plain'}
        busy={move.busy}
        disabledReason={disabledReason}
      >
        {t(`referral.move.${name}`)}
      </Button>
    </Form>
  )
}

type Props = { referral: Referral; onDone: () => void }

function Buttons({ busy, name, onDone }: { busy: boolean; name: Asking; onDone: () => void }) {
  const t = useMessages()
  return (
    <Actions>
      <Button type="submit" kind="primary" busy={busy}>
        {t(`referral.move.${name}`)}
      </Button>
      <Button onClick={onDone}>{t('referral.never_mind')}</Button>
    </Actions>
  )
}

function Decline({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const words = usePack()
  const decline = useCommand(declineReferral)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  async function send() {
    setMissing(reason === '')
    if (reason === '') return
    const result = await decline.run({ person, id, reason, ...(note.trim() && { note }) })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Form
      label={t('referral.move.decline')}
      onSubmit={send}
      problem={decline.problem}
      errors={missing ? [t('referral.decline_missing')] : []}
    >
      <Select
        label={t('referral.decline_reason')}
        value={reason}
        onChange={setReason}
        options={words?.options('declineReasons') ?? []}
      />
      <TextArea
        label={t('referral.note')}
        help={t('referral.decline_help')}
        optional
        rows={2}
        value={note}
        onChange={setNote}
      />
      <Buttons busy={decline.busy} name="decline" onDone={onDone} />
    </Form>
  )
}

function Schedule({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const schedule = useCommand(scheduleReferral)
  const [date, setDate] = useState('')
  const [hour, setHour] = useState('09:00')
  const [missing, setMissing] = useState(false)
  async function send() {
    const at = new Date(`${date}T${hour}`)
    setMissing(Number.isNaN(at.getTime()))
    if (Number.isNaN(at.getTime())) return
    const result = await schedule.run({ person, id, at: at.toISOString() })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Form
      label={t('referral.move.schedule')}
      onSubmit={send}
      problem={schedule.problem}
      errors={missing ? [t('referral.schedule_missing')] : []}
    >
      <Row>
        <DateField label={t('referral.day')} value={date} onChange={setDate} />
        <TextField label={t('referral.hour')} type="time" width="short" value={hour} onChange={setHour} />
      </Row>
      <Buttons busy={schedule.busy} name="schedule" onDone={onDone} />
    </Form>
  )
}

function Close({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const close = useCommand(closeReferral)
  const [feedback, setFeedback] = useState('')
  async function send() {
    const result = await close.run({ person, id, ...(feedback.trim() && { feedback }) })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Form label={t('referral.move.close')} onSubmit={send} problem={close.problem}>
      <TextArea
        label={t('referral.feedback')}
        help={t('referral.feedback_help')}
        optional
        rows={3}
        value={feedback}
        onChange={setFeedback}
      />
      <Buttons busy={close.busy} name="close" onDone={onDone} />
    </Form>
  )
}

function Cancel({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const cancel = useCommand(cancelReferral)
  const [because, setBecause] = useState('')
  const [missing, setMissing] = useState(false)
  async function send() {
    setMissing(because.trim() === '')
    if (because.trim() === '') return
    const result = await cancel.run({ person, id, because })
    if (result.state !== 'refused') onDone()
  }
  return (
    <Form
      label={t('referral.move.cancel')}
      onSubmit={send}
      problem={cancel.problem}
      errors={missing ? [t('referral.cancel_missing')] : []}
    >
      <TextField label={t('referral.because')} value={because} onChange={setBecause} />
      <Buttons busy={cancel.busy} name="cancel" onDone={onDone} />
    </Form>
  )
}
