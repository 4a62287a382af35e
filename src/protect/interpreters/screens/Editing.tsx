// The form in which somebody who interprets is added, or what is said of them is corrected.
import { useState } from 'react'
import { Button } from '../../../kit/controls/Button.tsx'
import { newId, useCommand } from '../../../kit/data.tsx'
import { Dialog } from '../../../kit/controls/Dialog.tsx'
import { useSchemaForm, type ProblemFields } from '../../../kit/form/form.ts'
import { OperationForm } from '../../../kit/form/OperationForm.tsx'
import { Actions, Part, Row } from '../../../kit/Form.tsx'
import { useMessages } from '../../../kit/messages.tsx'
import { usePack } from '../../../kit/pack.tsx'
import { useToast } from '../../../kit/controls/Toast.tsx'
import {
  addInterpreter,
  changeInterpreter,
  InterpreterKind,
  Weekday,
  type Interpreter,
} from '../operations.ts'

export default function Editing({
  interpreter,
  onDone,
}: {
  interpreter: Interpreter | undefined
  onDone: () => void
}) {
  const t = useMessages()
  const words = usePack()
  const say = useToast()
  const add = useCommand(addInterpreter)
  const change = useCommand(changeInterpreter)
  const [id] = useState(newId)
  const form = useSchemaForm(addInterpreter.input, {
    initial: interpreter
      ? {
          id: interpreter.id,
          name: interpreter.name,
          kind: interpreter.kind,
          languages: interpreter.languages,
          telephone: interpreter.telephone ?? '',
          hours: interpreter.hours ?? '',
          days: interpreter.days,
          from: interpreter.from ?? '',
          until: interpreter.until ?? '',
          confidentialUntil: interpreter.confidentialUntil ?? '',
        }
      : { id, kind: 'volunteer' },
    problems: { 'interpreter.times': 'until' } satisfies ProblemFields<typeof addInterpreter>,
    busy: add.busy || change.busy,
    problem: add.problem ?? change.problem,
    async send(input, attempts) {
      const { telephone = null, hours = null, days = [], from = null, until = null } = input
      const { confidentialUntil = null, name, kind, languages } = input
      const result = interpreter
        ? await change.run(
            {
              id: interpreter.id,
              base: interpreter.version,
              name,
              kind,
              languages,
              telephone,
              hours,
              days,
              from,
              until,
              confidentialUntil,
            },
            attempts,
          )
        : await add.run(input, attempts)
      if (result.state === 'refused') return result.problem
      say(t('kit.saved'))
      await form.sent()
      onDone()
      return undefined
    },
  })
  return (
    <Dialog title={t(interpreter ? 'interpreter.change' : 'interpreter.add')} size="wide" onClose={onDone}>
      <OperationForm of={form}>
        <form.Text name="name" label={t('interpreter.name')} missing={t('interpreter.name_missing')} />
        <form.Choice
          name="kind"
          label={t('interpreter.kind')}
          inline
          options={InterpreterKind.options.map((value) => ({ value, label: t(`interpreter.kind.${value}`) }))}
        />
        <form.Checks
          name="languages"
          label={t('interpreter.languages')}
          missing={t('interpreter.languages_missing')}
          inline
          options={words?.options('languages') ?? []}
        />
        <Row>
          <form.Text name="telephone" label={t('interpreter.telephone')} inputMode="tel" />
          <form.Date
            name="confidentialUntil"
            label={t('interpreter.confidential')}
            help={t('interpreter.confidential_help')}
          />
        </Row>
        <Part title={t('interpreter.reached')} help={t('interpreter.reached_help')}>
          <form.Text name="hours" label={t('interpreter.hours')} />
          <form.Checks
            name="days"
            label={t('interpreter.days')}
            inline
            options={Weekday.options.map((value) => ({ value, label: t(`interpreter.day.${value}`) }))}
          />
          <Row>
            <form.Text name="from" label={t('interpreter.from')} type="time" />
            <form.Text name="until" label={t('interpreter.until')} type="time" />
          </Row>
        </Part>
        <Actions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('kit.save')}
          </Button>
          <Button onClick={onDone}>{t('kit.cancel')}</Button>
        </Actions>
      </OperationForm>
    </Dialog>
  )
}
