// The steps open on a referral: the likeliest as a button, those that need a text as a short form.
import * as z from 'zod/mini'
import { useState } from 'react'
import type { Command, InputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { instantIn } from '../../../kernel/instant.ts'
import { PlainDate } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { useOperationForm, useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Form, Row } from '../../../kit/Form.tsx'
import { Card, Inline } from '../../../kit/Layout.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
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

export default function Moves({ referral }: { referral: Referral }) {
  const t = useMessages()
  const [asking, setAsking] = useState<Asking>()
  const mayReceive = useMay(policy.receive)
  const { moves, person, id } = referral
  const can = (move: Referral['moves'][number]) => moves.includes(move)
  if (moves.length === 0) return null
  const done = () => setAsking(undefined)
  const key = { person, id }
  return (
    <Card title={t('referral.moves')} tone="leaf">
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
  const form = useOperationForm(declineReferral, {
    input: (given) => ({ ...given, person, id }),
    done: onDone,
  })
  return (
    <OperationForm of={form} label={t('referral.move.decline')}>
      <form.Select
        name="reason"
        label={t('referral.decline_reason')}
        missing={t('referral.decline_missing')}
        options={words?.options('declineReasons') ?? []}
      />
      <form.TextArea name="note" label={t('referral.note')} help={t('referral.decline_help')} rows={2} />
      <Buttons busy={form.busy} name="decline" onDone={onDone} />
    </OperationForm>
  )
}

/** A day and an hour on the clock of the centre: the instant that is sent. */
const Appointment = z.object({
  day: PlainDate,
  hour: z.string().check(z.regex(/^\d{2}:\d{2}$/u)),
})
const IN_THE_PAST = { 'referral.in_the_past': 'day' } satisfies ProblemFields<
  typeof scheduleReferral,
  z.input<typeof Appointment>
>

function Schedule({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const { timeZone } = useActor()
  const schedule = useCommand(scheduleReferral)
  const form = useSchemaForm(Appointment, {
    initial: { hour: '09:00' },
    problems: IN_THE_PAST,
    busy: schedule.busy,
    problem: schedule.problem,
    async send({ day, hour }) {
      const at = instantIn(day, hour, timeZone)
      const result = await schedule.run({ person, id, at })
      if (result.state === 'refused') return result.problem
      await form.sent()
      onDone()
      return undefined
    },
  })
  return (
    <OperationForm of={form} label={t('referral.move.schedule')}>
      <Row>
        <form.DatePicker name="day" label={t('referral.day')} missing={t('referral.schedule_missing')} />
        <form.Text
          name="hour"
          label={t('referral.hour')}
          missing={t('referral.schedule_missing')}
          type="time"
          width="short"
        />
      </Row>
      <Buttons busy={form.busy} name="schedule" onDone={onDone} />
    </OperationForm>
  )
}

function Close({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const form = useOperationForm(closeReferral, {
    input: (given) => ({ ...given, person, id }),
    done: onDone,
  })
  return (
    <OperationForm of={form} label={t('referral.move.close')}>
      <form.TextArea
        name="feedback"
        label={t('referral.feedback')}
        help={t('referral.feedback_help')}
        rows={3}
      />
      <Buttons busy={form.busy} name="close" onDone={onDone} />
    </OperationForm>
  )
}

function Cancel({ referral: { person, id }, onDone }: Props) {
  const t = useMessages()
  const form = useOperationForm(cancelReferral, {
    input: (given) => ({ ...given, person, id }),
    done: onDone,
  })
  return (
    <OperationForm of={form} label={t('referral.move.cancel')}>
      <form.Text name="because" label={t('referral.because')} missing={t('referral.cancel_missing')} />
      <Buttons busy={form.busy} name="cancel" onDone={onDone} />
    </OperationForm>
  )
}
