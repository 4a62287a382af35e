// The steps open on a referral: the likeliest as a button, the others behind one menu, and a short form for those that
// need a text.
import * as z from 'zod/mini'
import { useState } from 'react'
import type { Command, InputOf } from '../../../kernel/command.ts'
import { hrefTo } from '../../../kernel/paths.ts'
import { instantIn } from '../../../kernel/instant.ts'
import { PlainDate } from '../../../kernel/time.ts'
import { Button, LinkButton } from '../../../kit/controls/Button.tsx'
import { useCommand } from '../../../kit/data.tsx'
import { useOperationForm, useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, ErrorSummary, Row } from '../../../kit/Form.tsx'
import { Card } from '../../../kit/Layout.tsx'
import { Acts, type Act } from '../../../kit/controls/Menu.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useActor, useMay } from '../../../kit/session.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
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

type Step = Referral['moves'][number]
type Asking = 'decline' | 'schedule' | 'close' | 'cancel'

/** Those that come first, in this order; where none of them is open, the first that is. */
const FIRST = ['accept', 'serve', 'send', 'redirect'] as const

export default function Moves({ referral }: { referral: Referral }) {
  const t = useMessages()
  const [asking, setAsking] = useState<Asking>()
  const mayReceive = useMay(policy.receive)
  const { moves, person, id, service } = referral
  const key = { person, id }
  const steps = {
    accept: useStep(acceptReferral, key, 'accept'),
    miss: useStep(missReferral, key, 'miss'),
    send: useStep(sendReferral, key, 'send'),
  }
  const [first, ...rest] = moves.toSorted((a, b) => place(a) - place(b))
  if (first === undefined) return null
  const done = () => setAsking(undefined)
  const acts: Record<Step, Act> = {
    accept: act('accept', { disabledReason: mayReceive, onAct: steps.accept.go }),
    serve: act('serve', {
      icon: 'delivery',
      href: hrefTo('/people/:person/service', { person }, { referral: id, service: service?.id }),
    }),
    schedule: act('schedule', {
      icon: 'calendar',
      disabledReason: mayReceive,
      onAct: () => setAsking('schedule'),
    }),
    miss: act('miss', { disabledReason: mayReceive, onAct: steps.miss.go }),
    send: act('send', { onAct: steps.send.go }),
    redirect: act('redirect', {
      icon: 'referral',
      href: hrefTo('/people/:person/refer', { person }, { instead: id }),
    }),
    close: act('close', { onAct: () => setAsking('close') }),
    decline: act('decline', { disabledReason: mayReceive, onAct: () => setAsking('decline') }),
    cancel: act('cancel', { onAct: () => setAsking('cancel') }),
  }
  function act(step: Step, does: Omit<Act, 'key' | 'label'>): Act {
    return { key: step, label: t(`referral.move.${step}`), ...does } as Act
  }
  const { label, icon, disabledReason, href, onAct } = acts[first]
  const look = {
    kind: FIRST.some((one) => one === first) ? 'primary' : 'plain',
    ...(icon && { icon }),
  } as const
  const busy = Object.values(steps).some((step) => step.busy)
  return (
    <Card title={t('referral.moves')} tone="leaf">
      <ErrorSummary problem={steps.accept.problem ?? steps.miss.problem ?? steps.send.problem} />
      <Acts of={service?.name ?? t('referral.one')} more={rest.map((step) => acts[step])} busy={busy}>
        {href === undefined ? (
          <Button {...look} busy={busy} disabledReason={disabledReason} onClick={onAct}>
            {label}
          </Button>
        ) : (
          <LinkButton {...look} href={href}>
            {label}
          </LinkButton>
        )}
      </Acts>
      {asking === 'decline' && <Decline referral={referral} onDone={done} />}
      {asking === 'schedule' && <Schedule referral={referral} onDone={done} />}
      {asking === 'close' && <Close referral={referral} onDone={done} />}
      {asking === 'cancel' && <Cancel referral={referral} onDone={done} />}
    </Card>
  )
}

/** The likeliest first. */
function place(step: Step): number {
  const at = FIRST.findIndex((one) => one === step)
  return at < 0 ? FIRST.length : at
}

/** A step that needs no text. */
function useStep<C extends Command>(command: C, input: InputOf<C>, name: 'accept' | 'miss' | 'send') {
  const t = useMessages()
  const say = useToast()
  const { run, busy, problem } = useCommand(command)
  async function move() {
    const result = await run(input)
    if (result.state !== 'refused') say(t(`referral.done.${name}`))
  }
  return { busy, problem, go: () => void move() }
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
      const result = await schedule.run({ person, id, at }, form.attempts)
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
